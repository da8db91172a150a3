import { HoverCard, UnstyledButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import type { NamedImage } from '@/lib/knowledge/media/image';
import styles from './images.module.css';
import { type ImageOf, useCopyImage } from './use-copy-image';

export interface EntryImagesProps {
  of: ImageOf;
  images: readonly NamedImage[];
  /** In a long list the picture is fetched when somebody points at its name. */
  folded?: boolean;
}

/** The images of an entry (size chart, wash label): seen beside the reply, one press copies one, the agent pastes it. */
export function EntryImages({ of, images, folded = false }: EntryImagesProps) {
  if (images.length === 0) return null;
  return (
    <div className={styles.images}>
      {images.map((image) =>
        folded ? (
          <FoldedImage key={image.sha256} of={of} image={image} />
        ) : (
          <ShownImage key={image.sha256} of={of} image={image} />
        ),
      )}
    </div>
  );
}

function ShownImage({ of, image }: { of: ImageOf; image: NamedImage }) {
  const { t } = useTranslation();
  const copy = useCopyImage();
  const name = image.caption || image.name;
  const label = t('phrases.copyImage', { name });
  return (
    <UnstyledButton
      className={styles.shown}
      data-testid="image-copy"
      data-image={image.sha256}
      aria-label={label}
      title={label}
      onClick={() => copy(of, image.sha256)}
    >
      <Picture of={of} image={image} />
      <span className={styles.name}>
        <IconPhoto size={13} aria-hidden /> {label}
      </span>
    </UnstyledButton>
  );
}

function FoldedImage({ of, image }: { of: ImageOf; image: NamedImage }) {
  const { t } = useTranslation();
  const copy = useCopyImage();
  const [isOpen, setOpen] = useState(false);
  return (
    <HoverCard
      width={240}
      shadow="md"
      withinPortal
      openDelay={250}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
    >
      <HoverCard.Target>
        <UnstyledButton
          className={styles.folded}
          data-testid="image-copy"
          data-image={image.sha256}
          onClick={() => copy(of, image.sha256)}
        >
          <IconPhoto size={13} aria-hidden /> {t('phrases.copyImage', { name: image.caption || image.name })}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown p={6}>{isOpen && <Picture of={of} image={image} large />}</HoverCard.Dropdown>
    </HoverCard>
  );
}

function Picture({ of, image, large = false }: { of: ImageOf; image: NamedImage; large?: boolean }) {
  const { t } = useTranslation();
  const { source, entryId } = of;
  const { data, isLoading } = useHostQuery(
    'phrases.image.get',
    { source, entryId, sha256: image.sha256 },
    { forget: true },
  );
  if (data)
    return (
      <img
        className={styles.picture}
        data-large={large}
        data-testid="image"
        src={`data:${data.type};base64,${data.data}`}
        alt={image.caption || image.name}
      />
    );
  return <span className={styles.none}>{isLoading ? t('image.loading') : t('image.later')}</span>;
}

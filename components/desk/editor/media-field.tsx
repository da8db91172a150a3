import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toBase64 } from '@/lib/core/base64';
import { MAX_IMAGE_BYTES } from '@/lib/knowledge/media/image';
import styles from './editor.module.css';
import type { Editing } from './fields';
import { itemsOf, textOf, withField } from './row-values';

/** Images of an entry (size chart, wash label), at most 2 MB each. */
export function MediaField({ row, onChange }: Editing) {
  const { t } = useTranslation();
  const client = useHostClient();
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const media = itemsOf(row, 'media');

  const add = async (file: File) => {
    setFailure(null);
    if (file.size > MAX_IMAGE_BYTES) return setFailure('too-large');
    try {
      const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
      const kept = await client.call('editor.media.put', { base64 });
      if (!kept.ok) return setFailure(kept.reason);
      onChange(withField(row, 'media', [...media, { name: file.name, ...kept.value }]));
    } catch {
      setFailure('failed');
    }
  };
  return (
    <fieldset className={styles.repeated}>
      <legend>{t('editor.media.title')}</legend>
      <div className={styles.media}>
        {media.map((item, index) => (
          <div key={`${textOf(item, 'sha256')} ${String(index)}`} className={styles.picture}>
            <Picture sha256={textOf(item, 'sha256')} alt={textOf(item, 'caption') || textOf(item, 'name')} />
            <TextInput
              size="xs"
              aria-label={t('editor.media.caption')}
              placeholder={t('editor.media.caption')}
              value={textOf(item, 'caption')}
              onChange={(event) => {
                const next = withField(item, 'caption', event.currentTarget.value);
                onChange(
                  withField(
                    row,
                    'media',
                    media.map((one, i) => (i === index ? next : one)),
                  ),
                );
              }}
            />
            <ActionIcon
              size="sm"
              variant="default"
              className={styles.pictureRemove}
              aria-label={t('editor.removeItem')}
              onClick={() =>
                onChange(
                  withField(
                    row,
                    'media',
                    media.filter((_, i) => i !== index),
                  ),
                )
              }
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPhotoPlus size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('editor.media.add')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/gif,image/webp"
          data-testid="media-file"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file) void add(file);
          }}
        />
      </div>
      {failure && (
        <p className={styles.error} role="alert">
          {t(`editor.media.${failure}`)}
        </p>
      )}
    </fieldset>
  );
}

function Picture({ sha256, alt }: { sha256: string; alt: string }) {
  const { t } = useTranslation();
  const { data, isLoading } = useHostQuery('editor.media.get', { sha256 }, { forget: true });
  if (data) return <img src={`data:${data.type};base64,${data.base64}`} alt={alt} />;
  return <span className={styles.noPicture}>{isLoading ? '' : t('editor.media.gone')}</span>;
}

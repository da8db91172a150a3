import { Button } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toHash } from '@/components/desk/use-route';

/** Leads from an entry to a notice that governs it. */
export function MakeNoticeLink({ source, entryId }: { source: string; entryId: string }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      size="compact-xs"
      variant="light"
      href={toHash('notices', 'new', source, entryId)}
      leftSection={<IconSpeakerphone size={13} aria-hidden />}
      data-testid="make-notice"
    >
      {t('notices.make')}
    </Button>
  );
}

import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryFinding } from '@/lib/platform/methods/editor-methods';
import styles from './editor.module.css';

interface PublishDialogProps {
  opened: boolean;
  red: readonly EntryFinding[];
  onClose(): void;
  onPublish(reason: string): void;
}

/** Publishing against the guard asks for a reason, which stays in the history. */
export function PublishDialog({ opened, red, onClose, onPublish }: PublishDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      centered
      title={<strong>{t('editor.override.title')}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ul className={styles.checks}>
        {red.map((finding) => (
          <li key={`${finding.text} ${finding.start}`} data-severity="red">
            {t(`finding.${finding.type}`)}
            {t('finding.span', { span: finding.span })}
          </li>
        ))}
      </ul>
      <Textarea
        mt="sm"
        label={t('editor.override.reason')}
        description={t('editor.override.hint')}
        maxLength={500}
        data-testid="override-reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('editor.override.back')}
        </Button>
        <Button
          color="red"
          disabled={reason.trim().length < 4}
          data-testid="override-publish"
          onClick={() => onPublish(reason.trim())}
        >
          {t('editor.override.publish')}
        </Button>
      </Group>
    </Modal>
  );
}

import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useToasts } from '@/components/ui/toasts';
import type { OwnPhrase } from '@/lib/platform/methods/phrases-methods';
import styles from './phrases.module.css';

export interface PhraseFormProps {
  /** Null: a new phrase. */
  entryId: string | null;
  tabId: number | null;
  start: OwnPhrase;
  /** Folder paths to choose from; another one may be written. */
  folders: string[];
  onDone(): void;
}

/** A phrase of my own, new or changed. Personal data is hidden by the host, and it stays on this machine. */
export function PhraseForm({ entryId, tabId, start, folders, onDone }: PhraseFormProps) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const [phrase, setPhrase] = useState(start);
  const save = useHostAction('phrases.own.save');
  const set = (part: Partial<OwnPhrase>) => setPhrase((before) => ({ ...before, ...part }));
  const submit = () =>
    save.mutate(
      { ...phrase, entryId, tabId },
      {
        onSuccess: (result) => {
          show(result.ok ? 'phrase-saved' : `phrase-${result.reason}`);
          if (result.ok) onDone();
        },
        onError: () => show('stopped'),
      },
    );
  return (
    <form
      className={styles.form}
      data-testid="phrase-form"
      aria-label={t(entryId === null ? 'phrases.saveTitle' : 'phrases.editTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={8}
        label={t('phrases.text')}
        description={t('phrases.redacted')}
        data-testid="phrase-text"
        maxLength={4000}
        value={phrase.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        data-autofocus
        label={t('phrases.title')}
        data-testid="phrase-title"
        maxLength={60}
        value={phrase.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <div className={styles.formRow}>
        <Autocomplete
          size="xs"
          label={t('phrases.folder')}
          placeholder={t('phrases.folderHint')}
          data-testid="phrase-folder"
          data={folders}
          limit={20}
          maxLength={60}
          comboboxProps={{ withinPortal: true }}
          value={phrase.folder}
          onChange={(folder) => set({ folder })}
        />
        <TextInput
          size="xs"
          label={t('phrases.shortcut')}
          placeholder={t('phrases.shortcutHint')}
          data-testid="phrase-shortcut"
          maxLength={20}
          value={phrase.shortcut}
          onChange={(event) => set({ shortcut: event.currentTarget.value })}
        />
      </div>
      <div className={styles.formActions}>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button
          size="compact-sm"
          type="submit"
          loading={save.isPending}
          disabled={phrase.text.trim() === ''}
          data-testid="phrase-save"
        >
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

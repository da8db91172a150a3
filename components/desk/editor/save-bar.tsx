import { ActionIcon, Badge, Button, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconRestore, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EntryStatus } from '@/lib/knowledge/editor/bulk-edit';
import styles from './editor.module.css';
import { statusOf } from './row-values';
import type { Editor } from './use-editor';

/** Where an entry goes from each status, the usual way first. */
const WAYS: Record<EntryStatus, readonly EntryStatus[]> = {
  draft: ['published', 'review'],
  review: ['published', 'draft'],
  published: ['draft', 'retired'],
  retired: ['published', 'draft'],
};

const COLORS: Record<EntryStatus, string> = { draft: 'gray', review: 'blue', published: 'teal', retired: 'orange' };

interface SaveBarProps {
  editor: Editor;
  onSave(status?: EntryStatus): void;
  onDuplicate(): void;
  onRemove(): void;
}

/** What state the entry is in, and where it may go from there. */
export function SaveBar({ editor, onSave, onDuplicate, onRemove }: SaveBarProps) {
  const { t } = useTranslation();
  const status = statusOf(editor.row ?? {}) as EntryStatus;
  const isBlocked = editor.isSaving || editor.check?.problem != null;
  const { outcome } = editor;
  return (
    <div className={styles.saveBar} data-testid="save-bar" data-dirty={editor.isDirty} data-outcome={outcome ?? ''}>
      <Badge variant="light" color={COLORS[status]} data-testid="entry-status" data-status={status}>
        {t(`status.${status}`)}
      </Badge>
      <span className={styles.saveNote} role="status" data-bad={outcome !== null && outcome !== 'saved'}>
        {outcome ? t(`editor.save.${outcome}`) : editor.isDirty ? t('desk.shop.unsaved') : ''}
      </span>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('menu.open')} data-testid="entry-more">
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={onDuplicate}>
            {t('editor.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRestore size={15} aria-hidden />}
            disabled={!editor.isDirty}
            onClick={editor.revert}
          >
            {t('editor.revert')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            data-testid="entry-remove"
            onClick={onRemove}
          >
            {t('editor.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {WAYS[status].slice(1).map((way) => (
        <Button key={way} size="xs" variant="subtle" color="gray" disabled={isBlocked} onClick={() => onSave(way)}>
          {t(`editor.move.${way}`)}
        </Button>
      ))}
      {status === 'published' ? (
        <Button size="xs" variant="subtle" color="gray" disabled={isBlocked} onClick={() => onSave('draft')}>
          {t('editor.move.draft')}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={editor.isSaving}
          disabled={isBlocked || !editor.isDirty}
          data-testid="entry-save"
          onClick={() => onSave()}
        >
          {t('save')}
        </Button>
      )}
      <Button
        size="xs"
        loading={editor.isSaving}
        disabled={isBlocked || (status === 'published' && !editor.isDirty)}
        data-testid="entry-publish"
        onClick={() => onSave('published')}
      >
        {t(status === 'published' ? 'editor.publishChange' : 'editor.move.published')}
      </Button>
    </div>
  );
}

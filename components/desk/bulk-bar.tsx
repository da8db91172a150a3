import { Autocomplete, Button, CloseButton, Menu, Popover, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { BulkPatch, EntryStatus } from '@/lib/knowledge/editor/bulk-edit';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import { chooseEntries } from './askings/chosen-entries';
import styles from './desk.module.css';
import { toHash } from './use-route';

const STATUSES: readonly EntryStatus[] = ['published', 'review', 'draft', 'retired'];

interface BulkBarProps {
  ids: readonly string[];
  /** Own entries that the list shows in all. */
  total: number;
  folders: string[];
  onAll(): void;
  onClear(): void;
  onDone(step: UndoStep | null, held: number): void;
}

/** Changes what is chosen, all of it at once; it can be taken back. */
export function BulkBar({ ids, total, folders, onAll, onClear, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const [isOpen, setIsOpen] = useState(false);
  const apply = async (patch: BulkPatch) => {
    setIsOpen(false);
    try {
      const done = await client.call('editor.bulk', { ids: [...ids], patch });
      if (done.ok) onDone(done.value.step, done.value.held);
      else show('stopped');
    } catch {
      show('stopped');
    }
  };
  const remove = async () => {
    const done = await client.call('editor.remove', { ids: [...ids] }).catch(() => null);
    if (done?.ok) onDone(done.value, 0);
    else show('stopped');
  };
  return (
    <div className={styles.bulk} data-testid="bulk-bar" data-count={ids.length}>
      <CloseButton size="sm" aria-label={t('cancel')} onClick={onClear} />
      <span className={styles.grow}>
        {t('editor.bulk.chosen', { count: ids.length })}
        {total > ids.length && (
          <Button size="compact-xs" variant="subtle" data-testid="bulk-all" onClick={onAll}>
            {t('editor.bulk.all', { count: total })}
          </Button>
        )}
      </span>
      <Menu withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default" data-testid="bulk-status">
            {t('entry.status')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {STATUSES.map((status) => (
            <Menu.Item key={status} data-testid={`bulk-status-${status}`} onClick={() => void apply({ status })}>
              {t(`editor.move.${status}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" withinPortal trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="default"
            data-testid="bulk-edit"
            onClick={() => setIsOpen((before) => !before)}
          >
            {t('editor.bulk.edit')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <BulkForm folders={folders} onApply={(patch) => void apply(patch)} />
        </Popover.Dropdown>
      </Popover>
      <Button
        size="compact-sm"
        variant="default"
        data-testid="bulk-askings"
        onClick={() => {
          chooseEntries(ids);
          window.location.hash = toHash('askings');
        }}
      >
        {t('askings.bulk')}
      </Button>
      <Button size="compact-sm" variant="light" color="red" data-testid="bulk-remove" onClick={() => void remove()}>
        {t('editor.remove')}
      </Button>
    </div>
  );
}

function BulkForm({ folders, onApply }: { folders: string[]; onApply(patch: BulkPatch): void }) {
  const { t } = useTranslation();
  const [folder, setFolder] = useState('');
  const [owner, setOwner] = useState('');
  const [verifyBy, setVerifyBy] = useState('');
  const [addTags, setAddTags] = useState<string[]>([]);
  const [removeTags, setRemoveTags] = useState<string[]>([]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onApply({
      ...(folder.trim() ? { folder: folder.trim() } : {}),
      ...(owner.trim() ? { owner: owner.trim() } : {}),
      ...(verifyBy ? { verify_by: verifyBy } : {}),
      ...(addTags.length > 0 ? { addTags } : {}),
      ...(removeTags.length > 0 ? { removeTags } : {}),
    });
  };
  return (
    <form className={styles.bulkForm} onSubmit={onSubmit}>
      <p className={styles.rowMeta}>{t('editor.bulk.hint')}</p>
      <Autocomplete
        size="xs"
        label={t('entry.folder')}
        data={folders}
        comboboxProps={{ withinPortal: false }}
        data-testid="bulk-folder"
        value={folder}
        onChange={setFolder}
      />
      <TagsInput
        size="xs"
        label={t('editor.bulk.addTags')}
        comboboxProps={{ withinPortal: false }}
        value={addTags}
        onChange={setAddTags}
      />
      <TagsInput
        size="xs"
        label={t('editor.bulk.removeTags')}
        comboboxProps={{ withinPortal: false }}
        value={removeTags}
        onChange={setRemoveTags}
      />
      <TextInput
        size="xs"
        label={t('entry.owner')}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('entry.verifyBy')}
        value={verifyBy}
        onChange={(event) => setVerifyBy(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" data-testid="bulk-apply">
        {t('editor.bulk.apply')}
      </Button>
    </form>
  );
}

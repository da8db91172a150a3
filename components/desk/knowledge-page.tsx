import { Button, Menu, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { createId } from '@/lib/core/ids';
import { ENTRY_KINDS, type EntryKind } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import { BulkBar } from './bulk-bar';
import styles from './desk.module.css';
import { startDraft, useDrafts } from './editor/drafts';
import { newRow } from './editor/new-row';
import { titleOf } from './editor/row-values';
import { EntryPane } from './entry-pane';
import { FolderTree } from './folder-tree';
import { isTyping } from './is-typing';
import { type FilterChoice, KnowledgeFilters, NO_CHOICE, toFilter } from './knowledge-filters';
import { KnowledgeList } from './knowledge-list';
import { UndoBar } from './undo-bar';
import { toHash } from './use-route';

const TYPING_MS = 150;
/** Longest query that the host takes. */
const MAX_QUERY = 200;
/** Kinds offered first; the rest stands below them. */
const COMMON: readonly EntryKind[] = ['answer', 'card', 'playbook'];

/** All knowledge: folders, a list of any length, and the entry that is open, to be read or written. */
export function KnowledgePage({ entryId, source }: { entryId: string | undefined; source: string | undefined }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const drafts = useDrafts();
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [choice, setChoice] = useState<FilterChoice>(NO_CHOICE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<{ step: UndoStep | null; held: number } | null>(null);
  const [asked] = useDebouncedValue(query.trim().slice(0, MAX_QUERY), TYPING_MS);
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const filter = useMemo(() => toFilter(asked, choice, Date.now()), [asked, choice]);
  const { data: folders = [] } = useHostQuery('editor.folders.list', { filter }, { keepPrevious: true });
  const ownFilter = { ...filter, source: OWN_SOURCE, offset: 0, limit: 1 };
  const { data: own } = useHostQuery('knowledge.list', ownFilter, { enabled: chosen.size > 0 });
  const paths = useMemo(() => folders.map(({ path }) => path).filter(Boolean), [folders]);
  const unsaved = new Set(drafts.keys());
  const unstored = [...drafts].filter(([, draft]) => draft.base === null);

  const choose = useCallback(
    (id: string) =>
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const chooseAll = async () => {
    const ids = new Set<string>();
    for (let offset = 0; ; offset += 500) {
      const page = await client.call('knowledge.list', { ...filter, source: OWN_SOURCE, offset, limit: 500 });
      for (const row of page.rows) ids.add(row.id);
      if (page.rows.length < 500) break;
    }
    setChosen(ids);
  };
  const create = (kind: EntryKind) => {
    const id = `own-${createId()}`;
    startDraft(newRow(kind, id, choice.folder ? { folder: choice.folder } : {}));
    window.location.hash = toHash('knowledge', id, OWN_SOURCE);
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (event.key === 'Escape') {
      const field = event.target instanceof HTMLElement ? event.target : null;
      if (field && isTyping(event)) field.blur();
      else if (chosen.size > 0) setChosen(new Set());
      else if (entryId !== undefined) window.location.hash = toHash('knowledge');
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      search.current?.focus();
    } else if (event.key === 'n') {
      event.preventDefault();
      create('answer');
    }
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => keys.current(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className={styles.split} data-open={entryId !== undefined}>
      <FolderTree counts={folders} value={choice.folder} onChange={(folder) => setChoice({ ...choice, folder })} />
      <section className={styles.listPane} aria-label={t('desk.knowledge.list')}>
        <div className={styles.listHead}>
          <h1 className={styles.h1}>{t('desk.nav.knowledge')}</h1>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} data-testid="entry-new">
                {t('editor.new')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {[...COMMON, ...ENTRY_KINDS.filter((kind) => !COMMON.includes(kind))].map((kind) => (
                <Menu.Item key={kind} data-testid={`entry-new-${kind}`} onClick={() => create(kind)}>
                  {t(`kind.${kind}`)} <span className={styles.rowMeta}>{t(`editor.kindHint.${kind}`)}</span>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
        <TextInput
          ref={search}
          type="search"
          aria-label={t('desk.knowledge.search')}
          placeholder={t('desk.knowledge.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={<kbd className={styles.key}>/</kbd>}
          data-testid="knowledge-search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <KnowledgeFilters
          choice={choice}
          sources={sources}
          folders={paths}
          onChange={(part) => setChoice({ ...choice, ...part })}
        />
        {last && <UndoBar key={last.step?.atMs ?? 0} {...last} onClose={() => setLast(null)} />}
        {chosen.size > 0 && (
          <BulkBar
            ids={[...chosen]}
            total={own?.total ?? 0}
            folders={paths}
            onAll={() => void chooseAll()}
            onClear={() => setChosen(new Set())}
            onDone={(step, held) => {
              setChosen(new Set());
              setLast({ step, held });
            }}
          />
        )}
        {unstored.length > 0 && (
          <ul className={styles.unstored} aria-label={t('editor.unstored')}>
            {unstored.map(([id, { row }]) => (
              <li key={id}>
                <a href={toHash('knowledge', id, OWN_SOURCE)} aria-current={id === entryId} data-testid="unstored">
                  <span className={styles.unsaved} />
                  {titleOf({ ...row, id: '' }) || t('editor.untitled')}
                  <span className={styles.rowMeta}>{t('editor.unstored')}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <KnowledgeList
          filter={filter}
          openId={entryId}
          sources={sources}
          chosen={chosen}
          onChoose={choose}
          unsaved={unsaved}
        />
      </section>
      <EntryPane entryId={entryId} source={source} onRemoved={(step) => setLast({ step, held: 0 })} />
    </div>
  );
}

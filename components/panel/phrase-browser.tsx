import { ActionIcon, Button, Tabs } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { refKey } from '@/lib/chat/conversation';
import type { FolderView, PhraseShelfName } from '@/lib/knowledge/phrases/phrase-tree';
import type { TabView } from '@/lib/platform/messages';
import type { OwnPhrase, PhraseItem } from '@/lib/platform/methods/phrases-methods';
import { BackupReminder } from './backup-reminder';
import { PhraseFolder } from './phrase-folder';
import { PhraseForm } from './phrase-form';
import { PhraseHome } from './phrase-home';
import styles from './phrases.module.css';
import { SentPhrases } from './sent-phrases';
import { useListKeys } from './use-list-keys';

const SHELVES = ['all', 'team', 'mine'] as const satisfies readonly PhraseShelfName[];
const EMPTY: OwnPhrase = { title: '', text: '', folder: '', shortcut: '' };

interface Editing {
  entryId: string | null;
  start: OwnPhrase;
}

/** Phrases by hand: pins, recents, favourites and folders of 全部 / 团队 / 我的. It stays open while phrases are stacked. */
export function PhraseBrowser({ tab, onClose }: { tab: TabView | null | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [shelf, setShelf] = useState<PhraseShelfName>('all');
  const [path, setPath] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useListKeys(list, () =>
    path === '' ? onClose() : setPath(path.split('/').slice(0, -1).join('/')),
  );
  const tabId = tab?.tabId ?? null;
  const ref = tab?.ref ?? null;
  const conversation = ref ? refKey(ref) : '';
  const { data: home } = useHostQuery('phrases.home.get', { tabId, shelf, conversation }, { forget: true });

  useEffect(() => list.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(), []);

  const edit = async (item: PhraseItem) => {
    const start = await client.call('phrases.own.get', { entryId: item.entryId });
    if (start) setEditing({ entryId: item.entryId, start });
  };
  const folders = home ? listPaths(home.folders) : [];
  if (editing)
    return (
      <section className={styles.browser} data-testid="phrases">
        <PhraseForm {...editing} tabId={tabId} folders={folders} onDone={() => setEditing(null)} />
      </section>
    );
  const lists = { ref_: ref, onEdit: (item: PhraseItem) => void edit(item) };
  return (
    <section
      ref={list}
      className={styles.browser}
      data-testid="phrases"
      aria-label={t('phrases.label')}
      onKeyDown={onKeyDown}
    >
      <div className={styles.browserHead}>
        <Tabs
          className={styles.tabs}
          value={shelf}
          onChange={(value) => {
            setShelf(SHELVES.find((one) => one === value) ?? 'all');
            setPath('');
          }}
        >
          <Tabs.List>
            {SHELVES.map((one) => (
              <Tabs.Tab key={one} value={one} data-testid={`shelf-${one}`}>
                {t(`phrases.shelf.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          data-testid="phrase-new"
          onClick={() => setEditing({ entryId: null, start: { ...EMPTY, folder: shelf === 'mine' ? path : '' } })}
        >
          {t('phrases.new')}
        </Button>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('phrases.close')} onClick={onClose}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      {shelf === 'mine' && <BackupReminder />}
      {tabId !== null && path === '' && shelf !== 'team' && (
        <SentPhrases
          tabId={tabId}
          revision={tab?.revision ?? 0}
          onSave={(sent) => setEditing({ entryId: null, start: { ...EMPTY, ...sent } })}
        />
      )}
      {home && path === '' && <PhraseHome home={home} shelf={shelf} onOpen={setPath} {...lists} />}
      {home && path !== '' && (
        <PhraseFolder
          key={`${shelf}/${path}`}
          folders={home.folders}
          query={{ tabId, shelf, path, conversation }}
          onOpen={setPath}
          {...lists}
        />
      )}
      <p className={styles.keysHint}>{t('phrases.keys')}</p>
    </section>
  );
}

const listPaths = (folder: FolderView): string[] => [
  ...(folder.path ? [folder.path] : []),
  ...folder.folders.flatMap(listPaths),
];

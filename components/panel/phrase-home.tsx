import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { FolderView, PhraseShelfName } from '@/lib/knowledge/phrases/phrase-tree';
import type { HostMethods } from '@/lib/platform/messages';
import type { PhraseItem } from '@/lib/platform/methods/phrases-methods';
import { PhraseRow } from './phrase-row';
import styles from './phrases.module.css';

export interface ListProps {
  ref_: ConversationRef | null;
  onEdit(item: PhraseItem): void;
}

interface PhraseHomeProps extends ListProps {
  home: HostMethods['phrases.home.get']['result'];
  shelf: PhraseShelfName;
  onOpen(path: string): void;
}

/** Number keys reach the first nine. */
const PLACES = 9;

/** What is at hand without searching: pins, what was used last and most, then the folders. */
export function PhraseHome({ home, shelf, onOpen, ...lists }: PhraseHomeProps) {
  const { t } = useTranslation();
  const shown = new Set<string>();
  // A phrase stands once, in the first list that has it.
  const once = (items: PhraseItem[]) =>
    items.filter(({ id }) => {
      if (shown.has(id)) return false;
      shown.add(id);
      return true;
    });
  const sections = [
    ['pins', once(home.pins)],
    ['recents', once(home.recents)],
    ['favourites', once(home.favourites)],
  ] as const;
  let place = 0;
  const isEmpty = shown.size === 0 && home.folders.count === 0;
  return (
    <>
      {sections.map(
        ([name, items]) =>
          items.length > 0 && (
            <div key={name} data-testid={`phrases-${name}`}>
              <h3 className={styles.sectionTitle}>{t(`phrases.${name}`)}</h3>
              <ul className={styles.phrases}>
                {items.map((item) => {
                  place += 1;
                  return <PhraseRow key={item.id} item={item} place={place <= PLACES ? place : undefined} {...lists} />;
                })}
              </ul>
            </div>
          ),
      )}
      {isEmpty ? (
        <p className={styles.empty}>{t(shelf === 'mine' ? 'phrases.emptyMine' : 'phrases.empty')}</p>
      ) : (
        <>
          <h3 className={styles.sectionTitle}>{t('phrases.folders')}</h3>
          <Folders folders={home.folders.folders} onOpen={onOpen} />
          <Unfiled root={home.folders} onOpen={onOpen} />
        </>
      )}
    </>
  );
}

/** Path that stands for everything of a shelf. */
export const ROOT = '/';

function Unfiled({ root, onOpen }: { root: FolderView; onOpen(path: string): void }) {
  const { t } = useTranslation();
  const filed = root.folders.reduce((sum, folder) => sum + folder.count, 0);
  if (root.count === filed) return null;
  return (
    <ul className={styles.folders}>
      <FolderButton name={t('phrases.everything')} count={root.count} onOpen={() => onOpen(ROOT)} />
    </ul>
  );
}

/** Folders as a list of buttons. */
export function Folders({ folders, onOpen }: { folders: FolderView[]; onOpen(path: string): void }) {
  if (folders.length === 0) return null;
  return (
    <ul className={styles.folders}>
      {folders.map((folder) => (
        <FolderButton key={folder.path} name={folder.name} count={folder.count} onOpen={() => onOpen(folder.path)} />
      ))}
    </ul>
  );
}

function FolderButton({ name, count, onOpen }: { name: string; count: number; onOpen(): void }) {
  return (
    <li>
      <UnstyledButton
        className={styles.folder}
        data-stop
        data-testid="phrase-folder-open"
        data-folder={name}
        onClick={onOpen}
      >
        <IconFolder size={15} aria-hidden />
        <bdi className={styles.folderName}>{name}</bdi>
        <span className={styles.count}>{count}</span>
        <IconChevronRight size={14} aria-hidden />
      </UnstyledButton>
    </li>
  );
}

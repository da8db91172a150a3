import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostKey } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { FolderView } from '@/lib/knowledge/phrases/phrase-tree';
import type { HostMethods } from '@/lib/platform/messages';
import { Folders, type ListProps, ROOT } from './phrase-home';
import { PhraseRow } from './phrase-row';
import styles from './phrases.module.css';

interface PhraseFolderProps extends ListProps {
  /** The root of the shelf. */
  folders: FolderView;
  query: Omit<HostMethods['phrases.folder.list']['params'], 'offset'>;
  onOpen(path: string): void;
}

/** Rows asked for at once, as the host gives them. */
const PAGE_ROWS = 50;
const PLACES = 9;

/** One folder: the way back, the folders in it, and its phrases page by page. */
export function PhraseFolder({ folders: root, query, onOpen, ...lists }: PhraseFolderProps) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [pages, setPages] = useState(1);
  const path = query.path === ROOT ? '' : query.path;
  const results = useQueries({
    queries: Array.from({ length: pages }, (_, page) => {
      const params = { ...query, path, offset: page * PAGE_ROWS };
      return {
        queryKey: hostKey('phrases.folder.list', params),
        queryFn: () => client.call('phrases.folder.list', params),
      };
    }),
  });
  const rows = results.flatMap((page) => page.data?.rows ?? []);
  const total = results[0]?.data?.total ?? 0;
  const steps = path === '' ? [] : path.split('/');
  return (
    <>
      <nav className={styles.crumbs} aria-label={t('phrases.path')}>
        <UnstyledButton data-stop onClick={() => onOpen('')} data-testid="phrase-home">
          {t('phrases.folders')}
        </UnstyledButton>
        {steps.map((step, index) => {
          const to = steps.slice(0, index + 1).join('/');
          return (
            <span key={to} className={styles.crumb}>
              <IconChevronRight size={12} aria-hidden />
              <UnstyledButton onClick={() => onOpen(to)} aria-current={to === path ? 'page' : undefined}>
                <bdi>{step}</bdi>
              </UnstyledButton>
            </span>
          );
        })}
      </nav>
      {path !== '' && <Folders folders={findFolders(root, path)} onOpen={onOpen} />}
      <ul className={styles.phrases}>
        {rows.map((item, index) => (
          <PhraseRow key={item.id} item={item} place={index < PLACES ? index + 1 : undefined} {...lists} />
        ))}
      </ul>
      {rows.length < total && rows.length > 0 && (
        <Button size="compact-xs" variant="subtle" data-stop onClick={() => setPages(pages + 1)}>
          {t('phrases.moreRows', { count: total - rows.length })}
        </Button>
      )}
    </>
  );
}

function findFolders(root: FolderView, path: string): FolderView[] {
  let at: FolderView | undefined = root;
  while (at && at.path !== path) at = at.folders.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  return at?.folders ?? [];
}

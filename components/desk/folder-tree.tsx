import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderCount } from '@/lib/knowledge/store/entry-lister';
import styles from './desk.module.css';

interface Node {
  name: string;
  path: string;
  depth: number;
  count: number;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Folders with what lies below them counted in, each right behind its parent; at most three levels. */
export function toFolderNodes(counts: readonly FolderCount[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const { path, count } of counts) {
    const steps = path.split('/').filter(Boolean).slice(0, 3);
    for (let depth = 1; depth <= steps.length; depth++) {
      const at = steps.slice(0, depth).join('/');
      const node = nodes.get(at) ?? { name: steps[depth - 1] ?? '', path: at, depth, count: 0 };
      node.count += count;
      nodes.set(at, node);
    }
  }
  // A separator below every letter keeps children right behind their parent.
  return [...nodes.values()].sort((a, b) => compareSteps(a.path.split('/'), b.path.split('/')));
}

function compareSteps(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = collator.compare(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

interface FolderTreeProps {
  counts: readonly FolderCount[];
  /** null = everything, '' = entries without a folder. */
  value: string | null;
  onChange(folder: string | null): void;
}

/** The folders of what is listed. */
export function FolderTree({ counts, value, onChange }: FolderTreeProps) {
  const { t } = useTranslation();
  const nodes = useMemo(() => toFolderNodes(counts), [counts]);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const loose = counts.find(({ path }) => path === '')?.count ?? 0;
  const item = (key: string, label: string, count: number, depth: number, folder: string | null) => (
    <li key={key}>
      <button
        type="button"
        className={styles.folder}
        style={{ paddingInlineStart: 6 + depth * 12 }}
        aria-current={value === folder}
        data-testid="folder"
        data-path={folder ?? '*'}
        onClick={() => onChange(folder)}
      >
        <bdi>{label}</bdi>
        <span>{count}</span>
      </button>
    </li>
  );
  return (
    <nav className={styles.folders} aria-label={t('entry.folder')}>
      <ul>
        {item('all', t('all'), total, 0, null)}
        {nodes.map((node) => item(node.path, node.name, node.count, node.depth, node.path))}
        {loose > 0 && nodes.length > 0 && item('loose', t('desk.knowledge.noFolder'), loose, 0, '')}
      </ul>
    </nav>
  );
}

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toSourceName } from '@/components/text/source-name';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { SyncSource } from '@/lib/platform/messages';
import type { EntryFilter } from '@/lib/platform/methods/import-methods';
import styles from './desk.module.css';
import { toSceneOptions } from './scene-options';

const STATUSES = ['published', 'review', 'draft', 'retired'] as const;
const DAY_MS = 86_400_000;
/** Days ahead that each choice looks. */
const DUE: Record<string, number> = { overdue: 0, soon: 14 };

export interface FilterChoice {
  kind: string | null;
  scene: string | null;
  source: string | null;
  status: string | null;
  due: string | null;
  folder: string | null;
}

export const NO_CHOICE: FilterChoice = { kind: null, scene: null, source: null, status: null, due: null, folder: null };

/** The filter for the host; `nowMs` is rounded to the day, so that the same choice is the same list. */
export function toFilter(query: string, { due, ...rest }: FilterChoice, nowMs: number): EntryFilter {
  const days = due ? DUE[due] : undefined;
  const today = Math.ceil(nowMs / DAY_MS) * DAY_MS;
  return { query, ...rest, dueByMs: days === undefined ? null : today + days * DAY_MS };
}

interface KnowledgeFiltersProps {
  choice: FilterChoice;
  sources: SyncSource[];
  folders: string[];
  onChange(part: Partial<FilterChoice>): void;
}

/** What the list is narrowed to. */
export function KnowledgeFilters({ choice, sources, folders, onChange }: KnowledgeFiltersProps) {
  const { t } = useTranslation();
  const scenes = useMemo(() => toSceneOptions(t), [t]);
  const select = (
    name: keyof FilterChoice,
    label: string,
    data: Parameters<typeof Select>[0]['data'],
    className?: string,
  ) => (
    <Select
      size="xs"
      clearable
      searchable={name === 'scene' || name === 'folder'}
      className={className}
      aria-label={label}
      placeholder={label}
      data-testid={`filter-${name}`}
      data={data}
      value={choice[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <div className={styles.filters}>
      {select(
        'kind',
        t('desk.knowledge.kind'),
        ENTRY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) })),
      )}
      {select('scene', t('desk.knowledge.scene'), scenes)}
      {select('source', t('desk.knowledge.source'), [
        { value: OWN_SOURCE, label: toSourceName(t, OWN_SOURCE) },
        ...sources.map((one) => ({ value: one.id, label: toSourceName(t, one.id, one.name) })),
      ])}
      {select(
        'status',
        t('entry.status'),
        STATUSES.map((one) => ({ value: one, label: t(`status.${one}`) })),
      )}
      {select(
        'due',
        t('desk.knowledge.due'),
        Object.keys(DUE).map((one) => ({ value: one, label: t(`desk.knowledge.${one}`) })),
      )}
      {select('folder', t('entry.folder'), folders, styles.folderSelect)}
    </div>
  );
}

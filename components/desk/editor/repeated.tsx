import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import styles from './editor.module.css';

interface RepeatedProps {
  label: string;
  hint?: string;
  items: RawRow[];
  /** What a new member looks like. */
  blank: RawRow;
  /** Fewest members that the schema takes. */
  least?: number;
  onChange(items: RawRow[]): void;
  children(item: RawRow, onItem: (next: RawRow) => void, index: number): ReactNode;
}

/** A list of small forms: add one, change one, take one away. */
export function Repeated({ label, hint, items, blank, least = 0, onChange, children }: RepeatedProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.repeated}>
      <legend>{label}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: members have no name of their own and are not moved
        <div key={index} className={styles.member}>
          <div className={styles.memberFields}>
            {children(item, (next) => onChange(items.map((one, i) => (i === index ? next : one))), index)}
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('editor.removeItem')}
            disabled={items.length <= least}
            onClick={() => onChange(items.filter((_, i) => i !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...items, structuredClone(blank)])}
      >
        {t('editor.addItem', { what: label })}
      </Button>
    </fieldset>
  );
}

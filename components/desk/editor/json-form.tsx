import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSafeJson } from '@/lib/core/safe-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import styles from './editor.module.css';
import type { Editing } from './fields';

/** The whole row as JSON, for fields that have no form of their own. The id stays. */
export function JsonForm({ row, onChange }: Editing) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => JSON.stringify(row, null, 2));
  const parsed = toRow(typed);
  return (
    <div>
      <Textarea
        size="xs"
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        aria-label="JSON"
        classNames={{ input: styles.code }}
        error={parsed ? null : t('import.cell.bad-json')}
        data-testid="field-json"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button
        mt={8}
        size="compact-sm"
        variant="default"
        disabled={!parsed}
        onClick={() => parsed && onChange({ ...parsed, id: row.id })}
      >
        {t('editor.applyJson')}
      </Button>
    </div>
  );
}

function toRow(text: string): RawRow | null {
  try {
    const value: unknown = JSON.parse(text);
    const isRow = typeof value === 'object' && value !== null && !Array.isArray(value) && isSafeJson(value);
    return isRow ? (value as RawRow) : null;
  } catch {
    return null;
  }
}

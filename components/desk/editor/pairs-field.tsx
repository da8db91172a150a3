import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';

/** Names and values, one pair per line: `材质：真丝`. */
export function PairsField({
  label,
  hint,
  name,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  name: string;
  value: RawRow;
  onChange(value: RawRow): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => toLines(value));
  return (
    <Textarea
      size="sm"
      label={label}
      description={hint ?? t('editor.pairsHint')}
      autosize
      minRows={2}
      maxRows={12}
      data-testid={`field-${name}`}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(toPairs(event.currentTarget.value, value));
      }}
    />
  );
}

const toLines = (pairs: RawRow): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}：${Array.isArray(value) ? value.join('、') : String(value)}`)
    .join('\n');

/** Lines as pairs. A value that reads as it did keeps its type (7 stays a number). */
export function toPairs(text: string, before: RawRow): RawRow {
  const pairs: RawRow = {};
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = /^([^:：=]+)[:：=](.*)$/.exec(line) ?? [];
    const key = name.trim();
    if (!key || key === '__proto__') continue;
    const old = before[key];
    pairs[key] = old !== undefined && !Array.isArray(old) && String(old) === value.trim() ? old : value.trim();
  }
  return pairs;
}

/** Pairs whose values are lists (`when.product`). */
export const toListPairs = (pairs: RawRow): RawRow =>
  Object.fromEntries(
    Object.entries(pairs).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value
        : String(value)
            .split(/[、,，|]/)
            .map((one) => one.trim())
            .filter(Boolean),
    ]),
  );

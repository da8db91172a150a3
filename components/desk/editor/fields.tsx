import { NumberInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { listOf, textOf, withField } from './row-values';

/** A row under edit. */
export interface Editing {
  row: RawRow;
  onChange(row: RawRow): void;
}

interface FieldProps extends Editing {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
}

const testId = (name: string) => `field-${name}`;

export function TextField({ row, onChange, name, label, hint, required }: FieldProps) {
  return (
    <TextInput
      size="sm"
      label={label}
      description={hint}
      withAsterisk={required}
      data-testid={testId(name)}
      value={textOf(row, name)}
      onChange={(event) => onChange(withField(row, name, event.currentTarget.value, required))}
    />
  );
}

export function LongField({ row, onChange, name, label, hint, required, rows = 3 }: FieldProps & { rows?: number }) {
  return (
    <Textarea
      size="sm"
      label={label}
      description={hint}
      withAsterisk={required}
      autosize
      minRows={rows}
      maxRows={16}
      data-testid={testId(name)}
      value={textOf(row, name)}
      onChange={(event) => onChange(withField(row, name, event.currentTarget.value, required))}
    />
  );
}

/** Many short texts, one per line. */
export function LinesField({ row, onChange, name, label, hint, required, right }: FieldProps & { right?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Textarea
      size="sm"
      label={
        <>
          {label} {right}
        </>
      }
      description={hint ?? t('editor.onePerLine')}
      autosize
      minRows={2}
      maxRows={14}
      data-testid={testId(name)}
      value={listOf(row, name).join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value;
        // Blank lines stay while somebody is typing; they are dropped when the entry is saved.
        onChange(withField(row, name, text === '' ? [] : text.split('\n'), required));
      }}
    />
  );
}

export function WordsField({ row, onChange, name, label, hint, required }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TagsInput
      size="sm"
      label={label}
      description={hint}
      placeholder={listOf(row, name).length === 0 ? t('editor.wordsHint') : undefined}
      splitChars={[',', '，', '、', '|']}
      data-testid={testId(name)}
      value={listOf(row, name)}
      onChange={(words) => onChange(withField(row, name, words, required))}
    />
  );
}

export function DateField({ row, onChange, name, label, hint }: FieldProps) {
  return (
    <TextInput
      size="sm"
      type="date"
      label={label}
      description={hint}
      data-testid={testId(name)}
      value={textOf(row, name).slice(0, 10)}
      onChange={(event) => onChange(withField(row, name, event.currentTarget.value))}
    />
  );
}

export function NumberField({ row, onChange, name, label, hint }: FieldProps) {
  const value = row[name];
  return (
    <NumberInput
      size="sm"
      label={label}
      description={hint}
      data-testid={testId(name)}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(withField(row, name, typeof next === 'number' ? next : undefined))}
    />
  );
}

export function FlagField({ row, onChange, name, label, hint }: FieldProps) {
  return (
    <Switch
      size="sm"
      label={label}
      description={hint}
      data-testid={testId(name)}
      checked={row[name] === true}
      onChange={(event) => onChange(withField(row, name, event.currentTarget.checked ? true : undefined))}
    />
  );
}

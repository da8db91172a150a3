import { readFileSync } from 'node:fs';
import type { PersonalDataType, PersonalSpan } from '@/lib/core/redact';

/** A sentence with what must be hidden in it. */
export interface RedactRow {
  id: string;
  text: string;
  spans: PersonalSpan[];
}

const TYPES: Record<string, PersonalDataType> = {
  n: 'name',
  a: 'address',
  p: 'phone',
  i: 'id',
  o: 'order',
  t: 'tracking',
  c: 'card',
  e: 'email',
};

/** Reads a session file: one sentence a line, what must be hidden in braces (`收件人{n:王芳}`), `\n` for a line break, `#` for remarks. */
export function readMarkedRows(file: string): RedactRow[] {
  const rows: RedactRow[] = [];
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, at) => {
      if (line.trim() === '' || line.startsWith('# ')) return;
      const spans: PersonalSpan[] = [];
      let text = '';
      for (const piece of line.replaceAll('\\n', '\n').split(/(\{[a-z]:[^}]*\})/)) {
        const marked = /^\{([a-z]):([^}]*)\}$/.exec(piece);
        const type = marked?.[1] ? TYPES[marked[1]] : undefined;
        const inner = marked?.[2];
        if (type && inner !== undefined) spans.push({ type, start: text.length, end: text.length + inner.length });
        text += inner ?? piece;
      }
      rows.push({ id: `${file}:${at + 1}`, text, spans });
    });
  return rows;
}

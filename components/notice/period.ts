import type { TFunction } from 'i18next';
import { parseInstant } from '@/lib/knowledge/entry';

/** When a notice is in force, in words; empty when it always is. */
export function toPeriod(t: TFunction, language: string, from?: string, to?: string): string {
  const format = (text: string | undefined, edge: 'from' | 'to'): string | null => {
    const ms = parseInstant(text, edge);
    return ms === null
      ? null
      : new Intl.DateTimeFormat(language, {
          month: 'numeric',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
        }).format(ms);
  };
  const start = format(from, 'from');
  const end = format(to, 'to');
  if (start && end) return t('notice.period.both', { start, end });
  if (start) return t('notice.period.from', { start });
  return end ? t('notice.period.to', { end }) : '';
}

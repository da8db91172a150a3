import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Why } from '@/lib/suggest/view-model';
import styles from './panel.module.css';

/** Most telling first: what the lead decided, what the buyer's words resemble, then what the page knows. */
const ORDER: readonly Why['code'][] = [
  'notice',
  'trigger',
  'asked-like',
  'values',
  'product',
  'terms',
  'history',
  'own-entry',
  'scene',
  'llm',
];
const MOST = 2;
const MAX_QUOTE = 24;

/** One reason in words, or an empty string when its code lacks what the sentence needs. */
export function toWhyText(t: TFunction, why: Why): string {
  const terms = (why.terms ?? []).slice(0, 4).join(t('why.join'));
  switch (why.code) {
    case 'asked-like': {
      if (!why.text) return '';
      const quote = why.text.length > MAX_QUOTE ? `${why.text.slice(0, MAX_QUOTE)}…` : why.text;
      return t('why.asked-like', { text: quote });
    }
    case 'scene':
      return why.scene ? t('why.scene', { scene: t(`scene.${why.scene}`) }) : '';
    case 'terms':
    case 'product':
    case 'history':
    case 'trigger':
    case 'values':
      return terms ? t(`why.${why.code}`, { terms }) : '';
    default:
      return t(`why.${why.code}`);
  }
}

/** The reason for a suggestion in one line that a new hire understands: at most the two most telling ones. */
export function WhyLine({ why }: { why: Why[] }) {
  const { t } = useTranslation();
  const sorted = [...why].sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
  const words = [...new Set(sorted.map((one) => toWhyText(t, one)).filter(Boolean))].slice(0, MOST);
  if (words.length === 0) return null;
  const line = words.join(t('why.and'));
  return (
    <p className={styles.why} data-testid="suggestion-why" title={line}>
      {line}
    </p>
  );
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Advice, Evidence, Mood, Risk } from '@/lib/suggest/view-model';
import styles from './panel.module.css';

/** A mood from here on is worth a line of its own. */
const TOLD_MOOD = 4;

/** Why we say that the buyer is in a mood or a risk: the words it was read from, and what to do about it. */
export function Reasons({ advice: { mood, risks } }: { advice: Pick<Advice, 'mood' | 'risks'> }) {
  const { t } = useTranslation();
  const told = mood && mood.level >= TOLD_MOOD ? mood : null;
  if (!told && risks.length === 0) return null;
  return (
    <ul className={styles.reasons} aria-label={t('signal.reasons')}>
      {told && (
        <li data-testid="mood-why" data-tone={told.level >= 7 ? 'red' : 'amber'} title={toMoodText(t, told)}>
          {toMoodText(t, told)}
        </li>
      )}
      {risks.map((risk) => (
        <li key={risk.type} data-testid="risk-why" data-risk={risk.type} data-tone="red" title={toRiskText(t, risk)}>
          {toRiskText(t, risk)}
        </li>
      ))}
    </ul>
  );
}

/** 愤怒 8 分：因为「刚穿一次就掉色」 */
export function toMoodText(t: TFunction, mood: Mood): string {
  const emotion = t(`emotion.${mood.class}`);
  const words = toWords(t, mood.evidence);
  return words
    ? t('signal.moodWhy', { emotion, level: mood.level, words })
    : t('signal.moodUnsaid', { emotion, level: mood.level });
}

/** 法律风险：「打12315」。… */
export function toRiskText(t: TFunction, { type, evidence }: Risk): string {
  const words = toWords(t, evidence);
  const means = t(`riskWhy.${type}`);
  return words ? t('signal.riskWhy', { risk: t(`risk.${type}`), words, means }) : `${t(`risk.${type}`)}: ${means}`;
}

const MOST = 3;
const toWords = (t: TFunction, evidence: readonly Evidence[]): string =>
  [...new Set(evidence.map((one) => one.text))].slice(0, MOST).join(t('why.join'));

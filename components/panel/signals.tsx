import { Button } from '@mantine/core';
import {
  IconBulb,
  IconHanger,
  IconHeadset,
  IconMoodAngry,
  IconMoodNervous,
  IconMoodNeutral,
  IconShieldExclamation,
  IconTag,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TabView } from '@/lib/platform/messages';
import type { Advice, Evidence, Mood, ProductFocus } from '@/lib/suggest/view-model';
import { buildAskLeadText } from './ask-lead-text';
import { ChosenValues } from './attribute-ask';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { Signal } from './signal';

/** Mood 0..10 in three steps: calm, watch, act (7 is where the lead is told). */
const toTone = (level: number): 'calm' | 'amber' | 'red' => (level >= 7 ? 'red' : level >= 4 ? 'amber' : 'calm');

/** Attributes that decide care and cards; the others say little about a question. */
const TELLING = /材质|面料|成分|材料|material|fabric/i;
const MAX_TITLE = 14;

/** The product in focus in a few characters: what it is made of, else its title. */
function toProductText(product: ProductFocus): string {
  const telling = Object.entries(product.attributes).find(([name]) => TELLING.test(name))?.[1];
  if (telling) return telling.slice(0, MAX_TITLE);
  const title = product.title ?? '';
  return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
}

/** What was understood of the buyer's turn: scene, mood, risks, product in focus, and the need behind the words. */
export function Signals({ tab, advice }: { tab: TabView; advice: Advice }) {
  const { t } = useTranslation();
  const { copy } = usePanelActions();
  const { scene, mood, risks, product, subtext } = advice;
  return (
    <div className={styles.signals}>
      <div className={styles.signalRow}>
        {scene && (
          <Signal
            icon={IconTag}
            hint={t('signal.sceneSure', { percent: Math.round(scene.confidence * 100) })}
            data-testid="scene"
            data-scene={scene.id}
          >
            {t(`scene.${scene.id}`)}
          </Signal>
        )}
        {mood && <MoodSignal mood={mood} />}
        {risks.map((risk) => (
          <Signal
            key={risk.type}
            icon={IconShieldExclamation}
            hint={toEvidenceText(t, risk.evidence)}
            data-tone="red"
            data-testid="risk"
            data-risk={risk.type}
          >
            {t(`risk.${risk.type}`)}
          </Signal>
        ))}
        {product && product.origin !== 'chosen' && toProductText(product) && (
          <Signal
            icon={IconHanger}
            hint={t(`product.origin.${product.origin}`)}
            data-testid="product"
            data-origin={product.origin}
          >
            {toProductText(product)}
          </Signal>
        )}
      </div>
      {mood?.escalate && (
        <div className={styles.escalate} data-testid="escalate">
          <IconHeadset size={14} aria-hidden />
          <span className={styles.hintText}>{t('signal.escalateText')}</span>
          <Button
            size="compact-xs"
            color="red"
            variant="light"
            data-testid="ask-lead"
            onClick={() => copy({ id: 'ask-lead', text: buildAskLeadText(t, tab, advice) })}
          >
            {t('signal.copyQuestion')}
          </Button>
        </div>
      )}
      {product && <ChosenValues product={product} />}
      {subtext && (
        <div className={styles.subtext} data-testid="subtext" data-entry={subtext.entryId}>
          <p className={styles.subtextNeed}>
            <IconBulb size={14} aria-hidden />
            <span>{t('signal.subtext', { need: subtext.need })}</span>
          </p>
          <p className={styles.optionText}>
            <bdi>{subtext.probe.text}</bdi>
          </p>
          <PieceButtons
            piece={subtext.probe}
            ref_={advice.ref}
            label={t('signal.probe')}
            insertTestId="subtext-insert"
          />
        </div>
      )}
    </div>
  );
}

/** The buyer's own words that a signal was read from. */
function toEvidenceText(t: TFunction, evidence: Evidence[]): string {
  if (evidence.length === 0) return t('signal.noEvidence');
  return t('signal.evidence', { words: evidence.map((one) => one.text).join(t('why.join')) });
}

function MoodSignal({ mood }: { mood: Mood }) {
  const { t } = useTranslation();
  const tone = toTone(mood.level);
  return (
    <Signal
      icon={tone === 'red' ? IconMoodAngry : tone === 'amber' ? IconMoodNervous : IconMoodNeutral}
      hint={toEvidenceText(t, mood.evidence)}
      data-tone={tone}
      data-testid="mood"
      data-level={mood.level}
      data-class={mood.class}
      data-escalate={mood.escalate}
    >
      {t(`emotion.${mood.class}`)} <b>{mood.level}</b>
    </Signal>
  );
}

import {
  IconBulb,
  IconHanger,
  IconMoodAngry,
  IconMoodNervous,
  IconMoodNeutral,
  IconShieldExclamation,
  IconTag,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { toPlace } from '@/components/text/place-name';
import type { TabView } from '@/lib/platform/messages';
import { isLeadNeeded } from '@/lib/suggest/lead-needed';
import type { Advice, Mood, ProductFocus } from '@/lib/suggest/view-model';
import { ChosenValues } from './attribute-ask';
import { PieceButtons } from './insert-button';
import { LeadCard } from './lead-card';
import styles from './panel.module.css';
import { Reasons, toMoodText, toRiskText } from './reasons';
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

/** Which product it is, and what says so: of what the page says, the very place. */
function toProductHint(t: TFunction, { title, origin, readFrom }: ProductFocus): string {
  const place =
    readFrom === undefined
      ? t(`product.origin.${origin}`)
      : t('pageFacts.place', { place: toPlace(t, 'product', readFrom) });
  return title ? `${title} · ${place}` : place;
}

/** What was understood of the buyer's turn: scene, mood, risks, product in focus, and the need behind the words. */
export function Signals({ tab, advice }: { tab: TabView; advice: Advice }) {
  const { t } = useTranslation();
  const { scene, mood, risks, product, subtext } = advice;
  return (
    <div className={styles.signals}>
      <div className={styles.signalRow}>
        {scene && (
          <Signal
            icon={IconTag}
            hint={t('signal.sceneWhy', { scene: t(`scene.${scene.id}`), percent: Math.round(scene.confidence * 100) })}
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
            hint={toRiskText(t, risk)}
            data-tone="red"
            data-testid="risk"
            data-risk={risk.type}
          >
            {t(`risk.${risk.type}`)}
          </Signal>
        ))}
        {product && product.origin !== 'chosen' && toProductText(product) && (
          <Signal icon={IconHanger} hint={toProductHint(t, product)} data-testid="product" data-origin={product.origin}>
            {toProductText(product)}
          </Signal>
        )}
      </div>
      <Reasons advice={advice} />
      {isLeadNeeded(advice) && <LeadCard tab={tab} />}
      {product && <ChosenValues product={product} />}
      {subtext && (
        <div className={styles.subtext} data-testid="subtext" data-entry={subtext.entryId}>
          <p className={styles.subtextNeed}>
            <IconBulb size={14} aria-hidden />
            <span>{t('signal.subtext', { need: subtext.need })}</span>
          </p>
          <p className={styles.why} data-testid="subtext-why">
            {t('signal.subtextWhy')}
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

function MoodSignal({ mood }: { mood: Mood }) {
  const { t } = useTranslation();
  const tone = toTone(mood.level);
  return (
    <Signal
      icon={tone === 'red' ? IconMoodAngry : tone === 'amber' ? IconMoodNervous : IconMoodNeutral}
      hint={toMoodText(t, mood)}
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

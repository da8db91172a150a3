import type { TFunction } from 'i18next';
import { toConsoleName } from '@/components/text/console-name';
import { redact } from '@/lib/core/redact';
import type { TabView } from '@/lib/platform/messages';
import type { Advice } from '@/lib/suggest/view-model';

/** A buyer's turn is quoted up to this length: a lead reads it on a phone. */
const MAX_QUESTION = 400;

/**
 * The question card for the lead's chat (企微, 钉钉, 飞书): where, what the buyer asked, what is known. It leaves the
 * machine by the agent's paste, so the buyer's words go through the redactor, with the buyer's own name known to it.
 */
export function buildAskLeadText(t: TFunction, tab: TabView, advice: Advice): string {
  const names = tab.buyer?.name ? [tab.buyer.name] : [];
  // Cut after redacting: half a phone number would not be recognised.
  const question = redact(advice.turnText, { names }).text.slice(0, MAX_QUESTION);
  const lines = [
    t('askLead.head', { console: toConsoleName(t, tab.console), shop: tab.shop.name ?? tab.shop.id ?? '-' }),
    t('askLead.asked', { question }),
  ];
  const product = [advice.product?.title, ...Object.values(advice.product?.attributes ?? {})].filter(Boolean).join(' ');
  if (product) lines.push(t('askLead.about', { product }));
  if (advice.scene) lines.push(t('askLead.scene', { scene: t(`scene.${advice.scene.id}`) }));
  if (advice.mood && advice.mood.level >= 4)
    lines.push(t('askLead.mood', { emotion: t(`emotion.${advice.mood.class}`), level: advice.mood.level }));
  lines.push(t('askLead.please'));
  return lines.join('\n');
}

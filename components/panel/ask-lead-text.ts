import type { TFunction } from 'i18next';
import { toConsoleName } from '@/components/text/console-name';
import type { LeadQuestion } from '@/lib/suggest/ask-lead';

/** A mood below this says nothing that a lead has to know. */
const TOLD_MOOD = 4;

/**
 * The question card as plain text for the lead's chat (企微, 钉钉, 飞书): where, what the buyer asked, the talk before, what is
 * known and what was tried. It leaves the machine by the agent's paste; every word of a buyer in it was redacted by the host.
 */
export function toLeadText(t: TFunction, console: string, card: LeadQuestion): string {
  const { question, before, shop, product, scene, mood, risks, tried } = card;
  const join = (words: readonly string[]) => words.join(t('why.join'));
  const lines = [
    t('askLead.head', { console: toConsoleName(t, console), shop: shop ?? '-' }),
    t('askLead.asked', { question }),
  ];
  if (before.length > 0) {
    lines.push(t('askLead.before'));
    for (const { role, text } of before) lines.push(t('askLead.said', { who: t(`read.role.${role}`), text }));
  }
  if (product) lines.push(t('askLead.about', { product }));
  if (scene) lines.push(t('askLead.scene', { scene: t(`scene.${scene}`) }));
  if (mood && mood.level >= TOLD_MOOD)
    lines.push(t('askLead.mood', { emotion: t(`emotion.${mood.class}`), level: mood.level }));
  if (risks.length > 0) lines.push(t('askLead.risks', { risks: join(risks.map((risk) => t(`risk.${risk}`))) }));
  lines.push(tried.length > 0 ? t('askLead.tried', { titles: join(tried) }) : t('askLead.untried'));
  lines.push(t('askLead.please'));
  return lines.join('\n');
}

import type { Playbook } from '@/lib/knowledge/schema';
import { type FilledText, fillSlots } from '@/lib/knowledge/slots';
import { joinSentences } from './join-sentences';
import { getReplyLanguage, speaks } from './reply-language';
import type { Situation } from './situation';
import type { PlaybookOption } from './view-model';

const ROLES = ['trainee', 'agent', 'senior', 'lead'] as const;
const MARKS = '①②③④⑤⑥⑦⑧⑨';

type Option = Playbook['options'][number];

/** False when the option needs a higher role, or gives more than the lead's policy lets this role give. */
function isAllowed(option: Option, { settings, amountLimit }: Situation): boolean {
  if (option.role_min && ROLES.indexOf(settings.role) < ROLES.indexOf(option.role_min)) return false;
  return amountLimit === null || option.amount_max === undefined || option.amount_max <= amountLimit;
}

/** Options as the views show them: who pays, within how many hours, and whether this agent may give it. */
export const getOptions = (playbook: Playbook, situation: Situation): PlaybookOption[] =>
  playbook.options.map((option) => ({
    label: option.label,
    text: fillSlots(option.text, situation.slots).text,
    pays: option.pays,
    withinHours: option.within_hours,
    amountMax: option.amount_max,
    allowed: isAllowed(option, situation),
  }));

/**
 * The reply that offers the options which this agent may give, numbered, with the closing question; `opener` stands first.
 * Null when none is allowed or the texts are not in the buyer's language.
 */
export function composePlaybook(
  playbook: Playbook,
  situation: Situation,
  opener: string | undefined,
): FilledText | null {
  const { language } = situation.understanding;
  const texts = playbook.options
    .filter((option) => isAllowed(option, situation) && speaks(option.text, language))
    .map((option) => option.text.trim());
  const [first] = texts;
  if (first === undefined) return null;
  const chinese = getReplyLanguage(first) === 'zh';
  if (texts.length === 1) return fillSlots(joinSentences([opener, first, playbook.closing]), situation.slots);
  const intro = joinSentences([opener, chinese ? '您看哪种处理方式合适：' : 'Here is what we can do:']);
  const lines = texts.map((text, i) => `${MARKS.charAt(i)} ${text}`);
  const all = [intro, ...lines, playbook.closing?.trim()].filter((line) => line !== undefined && line !== '');
  return fillSlots(all.join('\n'), situation.slots);
}

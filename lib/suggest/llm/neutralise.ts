import { withoutDirectives } from './directives';

/** Characters that no reader sees, that turn direction, or that stand for none: no data needs them. */
const UNSEEN = /\p{Cf}|\p{Co}|\p{Cn}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}|[^\P{Cc}\n\t]/gu;

/** Text of others as plain data: nothing invisible, no brackets that look like our placeholders, cut at `max`. */
export function neutralise(text: string, max: number): string {
  return text
    .replace(UNSEEN, '')
    .replace(/[〔〕]/g, (bracket) => (bracket === '〔' ? '[' : ']'))
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, max);
}

/** A text that the agent wrote or picked: every word stays, only what nobody sees goes. */
export const neutraliseDraft = (text: string, max: number): string => text.replace(UNSEEN, '').trim().slice(0, max);

/** Knowledge as data: as above (empty slots keep their brackets), without sentences that speak to a program. */
export function neutraliseKnowledge(text: string, max: number): string {
  return withoutDirectives(text.replace(UNSEEN, '')).trim().slice(0, max);
}

/** A page field (title, order state, note) as data: one line, no directives. */
export function neutraliseField(text: string, max: number): string {
  return withoutDirectives(neutralise(text, max * 4))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max);
}

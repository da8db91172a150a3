import { z } from 'zod';
import { toLiteral } from '@/lib/core/literal';
import { toRequiredStarts } from './required-starts';

/** The seven labelled types of finding: what any text can be checked for. */
export const TEXT_TYPES = [
  'absolute_claim',
  'medical_claim',
  'off_platform',
  'privacy',
  'false_promise',
  'blame_or_rude',
  'incentive_review',
] as const;
export type TextType = (typeof TEXT_TYPES)[number];

/**
 * One rule: `find` is a regular expression on folded text in which `{name}` stands for any word of the list `name`.
 * `notBefore` looks at what precedes the match in its clause, `notAfter` at what follows, `needs` must occur in the match.
 */
const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  severity: z.enum(['amber', 'red']),
  find: z.string().min(1),
  needs: z.string().optional(),
  /** Must occur in the clause up to the end of the match. */
  near: z.string().optional(),
  notBefore: z.string().optional(),
  notAfter: z.string().optional(),
  /** Match on the text without blanks and ornaments (v 信, 薇❤信). */
  squeezed: z.boolean().optional(),
  /** What one key writes instead of the span. */
  fix: z.string().optional(),
});

/** A guard lexicon file. `negated` in the same clause before a match, or `clean` anywhere in its sentence, takes it back. */
export const guardLexiconSchema = z.strictObject({
  about: z.string(),
  type: z.enum(TEXT_TYPES),
  words: z.record(z.string().regex(/^[a-z]+$/), z.string()),
  negated: z.string().optional(),
  clean: z.string().optional(),
  rules: z.array(ruleSchema).min(1),
});
export type GuardLexicon = z.infer<typeof guardLexiconSchema>;

/** A rule ready to run. */
export interface CompiledRule {
  type: TextType;
  /** `<type>.<id>` */
  id: string;
  severity: 'amber' | 'red';
  find: RegExp;
  /** Beginnings of words of which every match of `find` holds one; null when none are known. */
  starts: readonly string[] | null;
  needs?: RegExp;
  near?: RegExp;
  notBefore?: RegExp;
  notAfter?: RegExp;
  negated?: RegExp;
  clean?: RegExp;
  squeezed: boolean;
  fix?: string;
}

/** A Latin word is only itself between other letters' ends: vx is not inside a longer word, but may be followed by an account (vxabc123). */
const LATIN = /^[a-z]+$/;

/** Turns a word list into an alternation, longest first so that no word hides a longer one. */
export const toAlternation = (words: readonly string[]): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => (LATIN.test(word) ? `(?<![a-z])${word}(?=[^a-z]|$|[a-z]*\\d)` : toLiteral(word)))
    .join('|');

const toRegExp = (source: string | undefined, flags: string): RegExp | undefined =>
  source === undefined ? undefined : new RegExp(source, flags);

/** Compiles a lexicon. Throws on an unknown word list or a broken expression: a bug in the data, found by its test. */
export function compileLexicon(lexicon: GuardLexicon): CompiledRule[] {
  const words = new Map(Object.entries(lexicon.words).map(([name, list]) => [name, list.split(' ')]));
  const lists = new Map([...words].map(([name, list]) => [name, toAlternation(list)]));
  const expand = (source: string): string =>
    source.replace(/\{([a-z]+)\}/g, (_, name: string) => {
      const list = lists.get(name);
      if (list === undefined) throw new Error(`guard lexicon ${lexicon.type}: no word list ${name}`);
      return `(?:${list})`;
    });
  return lexicon.rules.map((rule) => ({
    type: lexicon.type,
    id: `${lexicon.type}.${rule.id}`,
    severity: rule.severity,
    find: new RegExp(expand(rule.find), 'gu'),
    starts: toRequiredStarts(rule.find, words),
    needs: toRegExp(rule.needs, 'u'),
    near: toRegExp(rule.near, 'u'),
    notBefore: toRegExp(rule.notBefore && expand(rule.notBefore), 'u'),
    notAfter: toRegExp(rule.notAfter, 'u'),
    negated: toRegExp(lexicon.negated, 'u'),
    clean: toRegExp(lexicon.clean, 'u'),
    squeezed: rule.squeezed ?? false,
    fix: rule.fix,
  }));
}

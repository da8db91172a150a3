import { type Heard, type SoundQuery, toSoundQuery } from './sound-query';
import { getRowSounds, type TypedRank, type TypedRow } from './typed-row';

/** One word of a typed query. */
export interface TypedWord {
  text: string;
  sound: SoundQuery | null;
  /** All letters and digits: what is typed is pinyin, and being heard is no guess. */
  isPinyin: boolean;
}

/** How a row was found; lower is better. Doubtful finds (fuzzy sounds, typos) stand behind every sure one, whatever the field. */
export interface RowMatch {
  rank: TypedRank;
  cost: number;
}

/** Costs of a tier are below this. */
const TIER = 1000;
const ORDER: Record<TypedRank, number> = { shortcut: 0, title: 1, question: 2, body: 3 };
/** Tiers of fuzzy sounds in titles and questions, then of typos. */
const FUZZY_TITLE = 4;
const FUZZY_QUESTION = 5;
/** Cost of a typo in a title or shortcut. */
export const TYPO_COST = 6 * TIER;

/** Prepares a folded query: its words, all of which must be found. */
export const toWords = (folded: string): TypedWord[] =>
  folded
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5)
    .map((text) => ({ text, sound: toSoundQuery(text), isPinyin: /^[a-z0-9]+$/.test(text) }));

/** How a row answers one word, or null. */
type Matcher = (row: TypedRow, word: TypedWord) => RowMatch | null;

/** Finds all words in a row: as good as its worst word. Null when one of them is missing. */
function matchAll(row: TypedRow, words: readonly TypedWord[], match: Matcher): RowMatch | null {
  let worst: RowMatch | null = null;
  for (const word of words) {
    const found = match(row, word);
    if (!found) return null;
    if (!worst || found.cost > worst.cost) worst = found;
  }
  return worst;
}

/** What stands there: as characters, or as the pinyin typed. */
export const matchRow = (row: TypedRow, words: readonly TypedWord[]): RowMatch | null =>
  matchAll(row, words, matchWord);

/** What may be meant: sounds that people mix up, other characters of the same sound. */
export const guessRow = (row: TypedRow, words: readonly TypedWord[]): RowMatch | null =>
  matchAll(row, words, (one, word) => matchWord(one, word) ?? guessWord(one, word));

function matchWord(row: TypedRow, { text, sound, isPinyin }: TypedWord): RowMatch | null {
  if (row.shortcut.startsWith(text))
    return { rank: 'shortcut', cost: row.shortcut === text ? 0 : 1 + row.shortcut.length };
  const inTitle = row.title.indexOf(text);
  if (inTitle >= 0) return sure('title', literalCost(inTitle, row.title.length === text.length));
  const heard = isPinyin && sound ? sound.find(getRowSounds(row).title) : null;
  if (heard) return sure('title', heardCost(heard));
  const inQuestion = row.questions.indexOf(text);
  if (inQuestion >= 0) {
    const atStart = row.questions[inQuestion - 1] === '\n';
    const isWhole = atStart && row.questions[inQuestion + text.length] === '\n';
    return sure('question', literalCost(atStart ? 0 : 1, isWhole));
  }
  const said = isPinyin && sound ? sound.find(getRowSounds(row).questions) : null;
  if (said) return sure('question', heardCost(said));
  const inBody = row.body.indexOf(text);
  return inBody >= 0 ? sure('body', Math.min(inBody, TIER - 1)) : null;
}

function guessWord(row: TypedRow, { sound }: TypedWord): RowMatch | null {
  if (!sound) return null;
  const sounds = getRowSounds(row);
  const title = sound.findFuzzy(sounds.title);
  if (title) return { rank: 'title', cost: FUZZY_TITLE * TIER + heardCost(title) };
  const question = sound.findFuzzy(sounds.questions);
  return question ? { rank: 'question', cost: FUZZY_QUESTION * TIER + heardCost(question) } : null;
}

const sure = (rank: TypedRank, cost: number): RowMatch => ({ rank, cost: ORDER[rank] * TIER + cost });

/** Equal, at the start, or somewhere: 0, 1, or from 2 on. */
const literalCost = (at: number, isWhole: boolean): number => (isWhole ? 0 : at === 0 ? 1 : 2 + Math.min(at, 50));

/** Few characters for many letters, near the start: full pinyin before initials. */
const heardCost = ({ start, length }: Heard): number => 100 + Math.min(length, 28) * 20 + Math.min(start, 19);

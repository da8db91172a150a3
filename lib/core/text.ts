import { SIMPLIFIED, TRADITIONAL } from './traditional';

/** Text made comparable, with the way back to what was written. */
export interface FoldedText {
  original: string;
  text: string;
  /** Original UTF-16 offset of each unit of `text`, plus one past the end; length `text.length + 1`, never falling. */
  offsets: Int32Array;
}

/** Codes of the fold table: a unit is dropped, or looked up in `long`; everything else is the folded unit itself. */
const DROP = 0xffff;
const LONG = 0xfffe;

/** Letters of other scripts that look like Latin ones (each with its Latin twin): used to get a word past a filter. */
const LOOK_ALIKES =
  'аa сc ԁd еe һh іi јj ӏl оo рp ԛq ѕs ѵv ԝw хx уy ɡg ɑa ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ' +
  'αa οo ρp νv ιi κk Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx Аa Вb Еe Кk Мm Нh Оo Рp Сc Тt Уy Хx Ѕs Іi Јj';

/** Invisible or direction-changing characters: no reader sees them, so no rule may. Variation selectors and combining marks belong here too. */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
];

/** Blocks whose characters are only other ways to write plain ones (Unicode compatibility forms), plus accented Latin. */
const COMPATIBLE: readonly (readonly [number, number])[] = [
  [0xa0, 0x24f],
  [0x1d00, 0x1eff],
  [0x2000, 0x218f],
  [0x2460, 0x24ff],
  [0x2776, 0x2793],
  [0x2e80, 0x2fdf],
  [0x3000, 0x303f],
  [0x3131, 0x318e],
  [0x3200, 0x33ff],
  [0xf900, 0xfaff],
  [0xfb00, 0xfb06],
  [0xfe10, 0xfe6f],
  [0xff00, 0xffef],
];

interface FoldTable {
  units: Uint16Array;
  long: Map<number, string>;
}

let table: FoldTable | null = null;

function createFoldTable(): FoldTable {
  const units = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  const long = new Map<number, string>();
  const simple = new Map<string, string>();
  for (let i = 0; i < TRADITIONAL.length; i++) simple.set(TRADITIONAL.charAt(i), SIMPLIFIED.charAt(i));
  const set = (code: number, to: string) => {
    const folded = [...to].map((unit) => simple.get(unit) ?? unit).join('');
    if (folded.length === 1) units[code] = folded.charCodeAt(0);
    else {
      units[code] = LONG;
      long.set(code, folded);
    }
  };
  for (const [from, to] of COMPATIBLE)
    for (let code = from; code <= to; code++) {
      const char = String.fromCharCode(code);
      const plain = char
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
        .toLowerCase();
      if (plain !== char && plain !== '') set(code, plain);
    }
  for (const [from, to] of simple) set(from.charCodeAt(0), to);
  for (let code = 0x41; code <= 0x5a; code++) units[code] = code + 32;
  // Scripts with two cases beyond Latin: Greek, Cyrillic, Armenian.
  for (let code = 0x370; code <= 0x58f; code++) {
    const lower = String.fromCharCode(code).toLowerCase();
    if (lower.length === 1) units[code] = lower.charCodeAt(0);
  }
  for (const pair of LOOK_ALIKES.split(' ')) units[pair.charCodeAt(0)] = pair.charCodeAt(1);
  for (let i = 0; i < 10; i++) {
    units[0x2776 + i] = LONG;
    long.set(0x2776 + i, String(i + 1));
  }
  set(0x3007, '零');
  set(0x85, '\n');
  set(0x2028, '\n');
  set(0x2029, '\n');
  for (const [from, to] of INVISIBLE) units.fill(DROP, from, to + 1);
  return { units, long };
}

/** Folds a character outside the basic plane: 𝐕 → v, 🄰 → a, invisible tags vanish, emoji stay. */
function foldAstral(code: number, char: string): string {
  if (code >= 0xe0000 && code <= 0xe0fff) return '';
  if (code >= 0x1f3fb && code <= 0x1f3ff) return '';
  if (code >= 0x1f130 && code <= 0x1f149) return String.fromCharCode(97 + code - 0x1f130);
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(97 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(97 + code - 0x1f170);
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return String.fromCharCode(97 + code - 0x1f1e6);
  if (
    (code >= 0x1d400 && code <= 0x1d7ff) ||
    (code >= 0x1f100 && code <= 0x1f1ff) ||
    (code >= 0x2f800 && code <= 0x2fa1f)
  )
    return char.normalize('NFKC').toLowerCase();
  return char;
}

const CHUNK = 8192;

/** Joins UTF-16 units into a string in bounded stack space. */
export function fromUnits(units: readonly number[]): string {
  let text = '';
  for (let i = 0; i < units.length; i += CHUNK) text += String.fromCharCode(...units.slice(i, i + CHUNK));
  return text;
}

/**
 * Folds text for comparison: full width → half, compatibility forms (①, ㎏, 𝐕) → plain, invisible and direction characters dropped,
 * accents dropped, lower case, traditional → simplified, look-alike letters → Latin. Linear in the length, any input, never throws.
 */
export function foldText(text: string): FoldedText {
  table ??= createFoldTable();
  const { units, long } = table;
  const out: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isPair =
      code >= 0xd800 && code < 0xdc00 && i + 1 < text.length && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) {
      const folded = foldAstral(text.codePointAt(i) ?? 0, text.slice(i, i + 2));
      for (let k = 0; k < folded.length; k++) {
        out.push(folded.charCodeAt(k));
        // Both halves of a kept pair point to their own unit; a folded form points to its start.
        offsets.push(folded.length === 2 && folded.charCodeAt(0) === code ? i + k : i);
      }
      i++;
      continue;
    }
    const unit = units[code] ?? code;
    if (unit === DROP) continue;
    if (unit === LONG) {
      const folded = long.get(code) ?? '';
      for (let k = 0; k < folded.length; k++) {
        out.push(folded.charCodeAt(k));
        offsets.push(i);
      }
      continue;
    }
    out.push(unit);
    offsets.push(i);
  }
  offsets.push(text.length);
  return { original: text, text: fromUnits(out), offsets: Int32Array.from(offsets) };
}

const isInvisible = (code: number): boolean => INVISIBLE.some(([from, to]) => code >= from && code <= to);

/**
 * The original span [start, end) behind a span of the folded text. Never splits a surrogate pair; invisible characters
 * that trail the span stay outside. Offsets beyond the text are clamped.
 */
export function toOriginalSpan(folded: FoldedText, start: number, end: number): { start: number; end: number } {
  const { original, offsets } = folded;
  const last = offsets.length - 1;
  const from = offsets[Math.min(Math.max(start, 0), last)] ?? original.length;
  if (end <= start) return { start: from, end: from };
  let to = offsets[Math.min(Math.max(end, 0), last)] ?? original.length;
  // A form that unfolded into several units (㎏) has one offset for all of them: the end lies behind the character.
  if (to <= from) to = from + 1;
  while (to > from + 1 && isInvisible(original.charCodeAt(to - 1))) to--;
  const low = original.charCodeAt(to);
  const high = original.charCodeAt(to - 1);
  if ((high & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00) to++;
  const beginsInside =
    (original.charCodeAt(from) & 0xfc00) === 0xdc00 && from > 0 && (original.charCodeAt(from - 1) & 0xfc00) === 0xd800;
  return { start: beginsInside ? from - 1 : from, end: to };
}

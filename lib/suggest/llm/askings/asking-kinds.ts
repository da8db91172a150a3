/** How buyers ask: dialects, and ways of asking that share no word with the question in the books. */
export const ASKING_KINDS = [
  'cantonese',
  'sichuan',
  'northeast',
  'dialect',
  'slang',
  'indirect',
  'angry',
  'mixed',
  'fragment',
  'plain',
] as const;
export type AskingKind = (typeof ASKING_KINDS)[number];

/** What each kind is, for the model, and how many of it are asked for: fourteen, so that ten are left after the checks. */
export const ASKED_FOR: readonly (readonly [AskingKind, number, string])[] = [
  ['cantonese', 1, '粤语'],
  ['sichuan', 1, '四川话'],
  ['northeast', 1, '东北话'],
  ['dialect', 1, '其他方言（如吴语、河南话、闽南话）'],
  ['slang', 2, '网络用语、缩写、谐音、错别字'],
  ['indirect', 2, '不直接问，只说情况或担心'],
  ['angry', 2, '着急或生气的说法'],
  ['mixed', 1, '中英夹杂或拼音夹杂'],
  ['fragment', 1, '接着上文追问的半句话'],
  ['plain', 2, '最平常的两种说法，一短一长'],
];

/** Fewer clean askings than this are too few for an entry. */
export const ENOUGH_ASKINGS = 10;

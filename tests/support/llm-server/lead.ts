/** What the scripted endpoint writes for the lead: askings of an entry, what contradicts between two. Deterministic, no model. */

interface GivenEntry {
  entry: { title: string; questions: string[]; reply: string };
  refused?: { text: string }[];
}
interface GivenPair {
  a: { title: string; text: string };
  b: { title: string; text: string };
}

const read = (user: string): Record<string, unknown> => {
  try {
    return JSON.parse(user) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const toCore = (text: string): string => text.replace(/[？?。！!，,\s]|吗|呢|请问|怎么办$/g, '');

/** Fourteen ways of asking, each with the entry's own matter in it; the second time others. */
function writeAskings({ entry, refused }: GivenEntry): object {
  const title = toCore(entry.title);
  const question = toCore(entry.questions[0] ?? entry.title);
  const other = toCore(entry.questions[1] ?? entry.questions[0] ?? entry.title);
  const again = refused !== undefined;
  const rows = again
    ? [
        ['plain', `买之前想弄明白${title}这件事`],
        ['slang', `姐妹们${title}求解答`],
        ['indirect', `我妈老问我${question}`],
        ['angry', `到底${other}给个准话行不行`],
      ]
    : [
        ['cantonese', `唔該想問下${question}係咪咁㗎`],
        ['sichuan', `老板儿${question}晓得不嘛`],
        ['northeast', `大妹子咱家${question}整明白没`],
        ['dialect', `俺就想知道${other}中不中`],
        ['slang', `宝子${title}啥情况蹲一个`],
        ['slang', `${other}咩 有没有懂的`],
        ['indirect', `我有点担心${title}`],
        ['indirect', `朋友说她家的${question}不太放心`],
        ['angry', `问了三遍了${question}能不能说清楚`],
        ['angry', `怎么没人理我${other}快点回`],
        ['mixed', `pls帮我check下${title}ok不ok`],
        ['fragment', `那${title}呢`],
        ['plain', question],
        ['plain', `你好我想咨询一下${other}具体是怎样的`],
      ];
  return { askings: rows.map(([kind, text]) => ({ kind, text })) };
}

/** Says that the first sentences contradict when their numbers differ. */
function writeConflict({ a, b }: GivenPair): object {
  const first = (text: string) => (text.match(/[^。！!？?\n]+/)?.[0] ?? text).slice(0, 30);
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).join(',');
  if (numbers(a.text) === numbers(b.text)) return { verdict: 'agree', sentence: '', quote_a: '', quote_b: '' };
  return {
    verdict: 'contradict',
    sentence: `A 说“${first(a.text)}”，B 说“${first(b.text)}”`,
    quote_a: first(a.text),
    quote_b: first(b.text),
  };
}

/** The answer to a request of the lead's jobs; null when it is none. */
export function writeForLead(user: string): object | null {
  const data = read(user);
  if (typeof data.entry === 'object' && data.entry !== null) return writeAskings(data as unknown as GivenEntry);
  if (typeof data.a === 'object' && typeof data.b === 'object') return writeConflict(data as unknown as GivenPair);
  return null;
}

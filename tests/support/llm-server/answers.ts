/** What the scripted endpoint writes: a faithful writer over the data that it was sent, and one that does whatever it is told. */

interface Given {
  turn: string;
  history: { text: string }[];
  notices: { id: string; title: string; text: string }[];
  knowledge: { id: string; title: string; text: string }[];
  page: Record<string, string>[];
}

/** Reads the data back out of a request for drafts; null when it is something else. */
export function readGiven(user: string): Given | null {
  try {
    const data = JSON.parse(user) as Given;
    return typeof data.turn === 'string' && Array.isArray(data.knowledge) ? data : null;
  } catch {
    return null;
  }
}

const sentences = (text: string): string[] =>
  text
    .match(/[^。！!？?\n]+[。！!？?]?/g)
    ?.map((one) => one.trim())
    .filter(Boolean) ?? [];

const pairs = (text: string): Set<string> => {
  const bare = text.replace(/[\s\p{P}\p{S}]/gu, '');
  const found = new Set<string>();
  for (let i = 0; i + 1 < bare.length; i++) found.add(bare.slice(i, i + 2));
  return found;
};

/** The source that shares most with the turn; the first when none does. */
function pick(given: Given) {
  const wanted = pairs(given.turn);
  const scored = [...given.notices, ...given.knowledge].map((source, place) => {
    const own = pairs(`${source.title}${source.title}${source.text.slice(0, 120)}`);
    return { source, score: [...wanted].filter((pair) => own.has(pair)).length - place * 0.3 };
  });
  return scored.sort((a, b) => b.score - a.score)[0]?.source ?? null;
}

/** Sources that share fewer pairs with the turn than this answer nothing. */
const LEAST_SHARED = 2;

/**
 * As a reader would, by rule: the entries that share most pairs of characters with the turn and what was said before it, best first; silent when
 * none shares any. Not a model: figures about it say that the path works, not how well a model reads.
 */
export function writeReader(given: Given): object {
  const said = pairs([given.turn, given.turn, ...given.history.slice(-3).map(({ text }) => text)].join('\n'));
  const scored = given.knowledge
    .map((source, place) => {
      const title = pairs(source.title);
      const text = pairs(source.text);
      const shared = [...said].reduce((sum, pair) => sum + (title.has(pair) ? 2 : 0) + (text.has(pair) ? 1 : 0), 0);
      return { source, shared, score: shared - place * 0.5 };
    })
    .filter(({ shared }) => shared >= LEAST_SHARED)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.source;
  if (!best) return { ranked: [], candidates: [] };
  const said3 = sentences(best.text).slice(0, 2);
  return {
    ranked: scored.slice(0, 3).map(({ source }) => source.id),
    candidates: [{ style: 'direct', parts: said3.map((text) => ({ text, cites: [best.id] })) }],
  };
}

/** Candidates that say what the best source says, in three styles. */
export function writeFaithful(given: Given): object {
  const source = pick(given);
  if (!source) return { ranked: [], candidates: [] };
  const said = sentences(source.text).slice(0, 3);
  const part = (text: string) => ({ text, cites: [source.id] });
  return {
    ranked: [source.id, ...given.knowledge.map(({ id }) => id).filter((id) => id !== source.id)].slice(0, 3),
    candidates: [
      { style: 'direct', parts: said.slice(0, 2).map(part) },
      { style: 'gentle', parts: [{ text: '亲，理解您的心情，', cites: [] }, ...said.slice(0, 3).map(part)] },
    ],
  };
}

/** A candidate that says exactly `text`, as if the first source said so. */
export const writeObedient = (text: string, given: Given | null): object => ({
  ranked: [given?.knowledge[0]?.id ?? 'K1'],
  candidates: [{ style: 'direct', parts: [{ text, cites: [given?.knowledge[0]?.id ?? 'K1'] }] }],
});

/** What the endpoint can translate, both ways. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['付款后48小时内发出，默认中通快递。', 'We ship within 48 hours after payment, by ZTO Express.'],
  ['请用30℃以下冷水手洗，不要机洗。', 'Please hand wash below 30℃ in cold water, do not machine wash.'],
  ['什么时候发货？', 'When do you ship?'],
];

/** Reads the text of a request of the agent's tools; null when it is something else. */
export function readToolRequest(user: string): string | null {
  try {
    const data = JSON.parse(user) as { text?: unknown };
    return typeof data.text === 'string' ? data.text : null;
  } catch {
    return null;
  }
}

/** A rewrite or translation that keeps what is said; the task is read from the rules. */
export function writeRewrite(text: string, system: string): object {
  const task = /这次要做的：(.*)/.exec(system)?.[1] ?? '';
  if (/译/.test(task)) {
    const pair = PAIRS.find((both) => both.some((one) => text.includes(one)));
    return {
      text: (pair?.[0] === text || text.includes(pair?.[0] ?? '\u0000') ? pair?.[1] : pair?.[0]) ?? `[${text}]`,
    };
  }
  if (/更亲切/.test(task)) return { text: `亲，${text.replace(/^亲[，,]?/, '')}` };
  if (/体谅/.test(task)) return { text: `理解您的心情。${text}` };
  if (/①②③/.test(task))
    return {
      text: sentences(text)
        .map((one, i) => `${'①②③④⑤⑥'[i] ?? ''}${one}`)
        .join('\n'),
    };
  if (/错别字/.test(task)) return { text: text.replaceAll('付款候', '付款后') };
  return { text: text.replace(/^亲[，,]?|哦|呢|哈/g, '') };
}

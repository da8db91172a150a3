/** Words of denial, and what stands right behind them. */
const DENIALS =
  /(?:不(?:能|可以?|建议|要|支持|会|用|予|接受|提供|包含?|需要?)|没(?:有|法)?|无法|无需|勿|别|禁止|切勿|未)\s*([\p{Script=Han}]{2})/gu;
/** Behind these a word is not denied although a denial stands near. */
const DENIED_BEFORE = /(?:不|没|无|勿|别|禁|未|非)[^，,。；;！!？?\n]{0,4}$/;

const topicsOf = (text: string): Set<string> => new Set([...text.matchAll(DENIALS)].map(([, topic = '']) => topic));

interface Flip {
  start: number;
  end: number;
}

/** Where `text` says a thing outright. */
const saidOutright = (topic: string, text: string): Flip[] => {
  const found: Flip[] = [];
  for (let at = text.indexOf(topic); at >= 0; at = text.indexOf(topic, at + topic.length))
    if (!DENIED_BEFORE.test(text.slice(0, at))) found.push({ start: at, end: at + topic.length });
  return found;
};

/**
 * Denials that a rewrite turned round (不要机洗 → 可以机洗, or the other way), by what is denied. Chinese only; offsets are UTF-16 into
 * `rewrite`.
 */
export function listFlips(source: string, rewrite: string): Flip[] {
  const flips: Flip[] = [];
  for (const topic of topicsOf(source))
    if (saidOutright(topic, source).length === 0) flips.push(...saidOutright(topic, rewrite));
  for (const topic of topicsOf(rewrite)) {
    if (saidOutright(topic, rewrite).length > 0 || topicsOf(source).has(topic)) continue;
    if (saidOutright(topic, source).length === 0) continue;
    const start = rewrite.indexOf(topic);
    flips.push({ start, end: start + topic.length });
  }
  return flips.sort((a, b) => a.start - b.start);
}

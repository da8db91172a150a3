import { readFileSync, writeFileSync } from 'node:fs';
import { toConversation, type QueryRow } from '../../scripts/eval/conversation';
import { FEATURES } from '@/lib/suggest/retrieve/features';
import { score } from '@/lib/suggest/retrieve/ranker';
import { measureQueries, readJsonl, toEntries, type Query, type Sample } from './dataset';
import { trainNetwork, type List } from './network';
import { createRandom } from './random';
const weights = JSON.parse(readFileSync(process.env.ENC ?? 'assets/lexicons/retrieval-encoder.json', 'utf8'));
const rows = readJsonl<QueryRow & { gold: string[]; style: string }>('/work/shared/eval/queries-dev.jsonl');
const queries: Query[] = rows.map((r) => ({ id: r.id, conversation: toConversation(r), gold: r.gold, style: r.style, group: r.gold[0] ?? r.id }));
export const toList = (s: Sample, drop: Set<number>): List | null => {
  const target = s.candidates.map((c) => (s.gold.includes(c.id) ? 1 : 0) as number);
  const sum = target.reduce((a, b) => a + b, 0);
  if (!sum) return null;
  return { inputs: s.candidates.map((c) => Float32Array.from(c.features, (x, i) => (drop.has(i) ? 0 : x))), target: target.map((x) => x / sum), weight: 1 };
};
const hash = (s: string) => { let h = 0; for (const c of s) h = (h * 31 + c.charCodeAt(0)) | 0; return (h >>> 0) % 5; };
function cv(samples: Sample[], hidden: number, drop = new Set<number>(), epochs = 40, decay = 0.003) {
  const ranked = new Map<string, string[]>();
  for (let fold = 0; fold < 5; fold++) {
    const train = samples.filter((s) => hash(s.group) !== fold).map((s) => toList(s, drop)).filter((l): l is List => l !== null);
    const w = trainNetwork(train, { random: createRandom(3), hidden, epochs, rate: 0.01, decay });
    for (const s of samples.filter((s) => hash(s.group) === fold))
      ranked.set(s.id, s.candidates.map((c) => ({ id: c.id, v: score(w, c.features.map((x, i) => (drop.has(i) ? 0 : x))) })).sort((a, b) => b.v - a.v).map((c) => c.id));
    if (fold === 0 && hidden === 0 && !drop.size && process.env.W) console.log(FEATURES.map((f, i) => `${f} ${w.linear[i]!.toFixed(2)}`).join(', '));
  }
  const styles: Record<string, [number, number, number]> = {};
  let h1 = 0, h3 = 0, n = 0, any = 0;
  for (const s of samples) { if (!s.gold.length) continue; n++;
    const r = ranked.get(s.id)!; const a = s.gold.includes(r[0]!); const b = s.style === 'multi-intent' ? s.gold.every((g) => r.slice(0, 3).includes(g)) : r.slice(0, 3).some((x) => s.gold.includes(x));
    h1 += +a; h3 += +b; any += +r.some((x) => s.gold.includes(x)); const st = (styles[s.style] ??= [0, 0, 0]); st[0]++; st[1] += +a; st[2] += +b; }
  return { text: `hit1 ${(h1 / n).toFixed(3)} hit3 ${(h3 / n).toFixed(3)} recall ${(any / n).toFixed(3)}`, styles: Object.entries(styles).map(([k, [a, b, c]]) => `${k} ${(b / a).toFixed(2)}/${(c / a).toFixed(2)}`).join('  '), ranked };
}
for (const kb of ['kb', 'kb-asked']) {
  const samples = measureQueries(toEntries(readJsonl(`/work/shared/eval/${kb}.jsonl`), false), queries, weights);
  const lin = cv(samples, 0); console.log(kb, 'linear', lin.text, '\n ', lin.styles);
  if (process.env.MLP) { const m = cv(samples, 8); console.log(kb, 'mlp8', m.text); }
  if (process.env.ABL) for (let i = 0; i < FEATURES.length; i++) console.log('  without', FEATURES[i], cv(samples, 0, new Set([i])).text);
  if (process.env.FAIL) writeFileSync(`/tmp/fail-${kb}.txt`, samples.filter((s) => s.gold.length && !s.gold.includes(lin.ranked.get(s.id)![0]!)).map((s) => { const r = lin.ranked.get(s.id)!; const row = rows.find((x) => x.id === s.id)!; return `${r.findIndex((x) => s.gold.includes(x)) + 1}\t${s.style}\t${(row.history ?? []).map((h) => h.text).join('/')} | ${row.text}\t${s.gold}\t${r.slice(0, 3)}`; }).join('\n'));
}

import { readFileSync } from 'node:fs';
import { FEATURES } from '@/lib/suggest/retrieve/features';
import { score } from '@/lib/suggest/retrieve/ranker';
import type { Sample } from './dataset';
import { trainNetwork, type List } from './network';
import { createRandom } from './random';
import { toList } from './train-ranker';
const read = (f: string) => readFileSync(f, 'utf8').split('\n').map((l) => JSON.parse(l) as Sample);
const samples = read('/tmp/samples.jsonl');
const dev = { kb: read('/tmp/dev-kb.jsonl'), asked: read('/tmp/dev-kb-asked.jsonl') };
const ev = (w: any, dv: Sample[]) => { let a = 0, b = 0, n = 0; for (const s of dv) { if (!s.gold.length || s.style === 'multi-intent') continue; n++; const r = s.candidates.map((c) => ({ id: c.id, v: score(w, c.features) })).sort((x, y) => y.v - x.v); a += +s.gold.includes(r[0]!.id); b += +r.slice(0, 3).some((c) => s.gold.includes(c.id)); } return `${(a / n).toFixed(3)}/${(b / n).toFixed(3)}`; };
const isStarter = (s: Sample) => (s.gold[0] ?? '').startsWith('st-');
import { PRIOR } from './prior';
const prior = FEATURES.map((f) => PRIOR[f] ?? 0);
const wt = (s: Sample) => (s.style === 'context' ? 5 : isStarter(s) ? 0.5 : 1);
const mixes: [string, (s: Sample) => number, number, number, number, number][] = [
  ['prior only', wt, 0, 0, 0.002, 0.1],
  ['prior .02', wt, 0, 12, 0.002, 0.02],
  ['prior .1', wt, 0, 12, 0.002, 0.1],
  ['prior .1 mlp8', wt, 8, 12, 0.005, 0.1],
  ['prior .1 mlp8 decay.02', wt, 8, 12, 0.02, 0.1],
  ['prior .3 mlp12', wt, 12, 12, 0.005, 0.3],
  ['prior .3 mlp8 base', () => 1, 8, 12, 0.005, 0.3],
];
for (const [name, weight, hidden, epochs, decay, priorDecay] of mixes) {
  const lists = samples.flatMap((s) => { const l = toList(s); const w = weight(s); return l && w > 0 ? [{ ...l, weight: w } as List] : []; });
  const w = trainNetwork(lists, { random: createRandom(3), hidden, epochs, rate: 0.01, decay, prior, priorDecay });
  console.log(name, 'bare', ev(w, dev.kb), 'asked', ev(w, dev.asked), process.env.W ? FEATURES.map((f, i) => `${f} ${w.linear[i]!.toFixed(2)}`).join(', ') : '');
}

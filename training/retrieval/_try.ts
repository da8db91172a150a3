import { readFileSync } from 'node:fs';
import { analyse } from '@/lib/suggest/retrieve/analyse';
import { ENCODER_DIMS as D, encoderRows } from '@/lib/suggest/retrieve/encoder-features';
import { readGroups, readRants } from '/work/main/training/retrieval/groups';
import { embed, trainEncoder, initTable } from '/work/main/training/retrieval/encoder-trainer';
import { createRandom } from '/work/main/training/retrieval/random';
const read = (f: string) => readFileSync(f, 'utf8').trim().split('\n').map((l) => JSON.parse(l));
const kb = read('/work/shared/eval/kb.jsonl'); const qs = read('/work/shared/eval/queries-dev.jsonl');
function evaluate(table: Float32Array) {
  const units: { id: string; v: Float32Array }[] = [];
  for (const e of kb) for (const t of [e.title, ...e.questions]) { const v = new Float32Array(D); embed(table, encoderRows(analyse(t)), v); units.push({ id: e.id, v }); }
  let h1 = 0, h3 = 0, h10 = 0, n = 0;
  for (const q of qs) { if (!q.gold.length) continue; n++;
    const v = new Float32Array(D); embed(table, encoderRows(analyse(q.text)), v);
    const best = new Map<string, number>();
    for (const u of units) { let s = 0; for (let d = 0; d < D; d++) s += v[d]! * u.v[d]!; if (s > (best.get(u.id) ?? -9)) best.set(u.id, s); }
    const top = [...best].sort((a, b) => b[1] - a[1]).map((x) => x[0]);
    if (q.gold.includes(top[0])) h1++; if (top.slice(0, 3).some((x) => q.gold.includes(x))) h3++; if (top.slice(0, 10).some((x) => q.gold.includes(x))) h10++;
  }
  return `hit1 ${(h1 / n).toFixed(3)} hit3 ${(h3 / n).toFixed(3)} hit10 ${(h10 / n).toFixed(3)}`;
}
console.log('random', evaluate(initTable(createRandom(1))));
const groups = readGroups(); console.log(groups.length, groups.reduce((s, g) => s + g.queries.length, 0));
const t0 = Date.now();
const base = { seed: 1, steps: 2500, batch: 96, rate: 0.05, temperature: 0.15, dropout: 0.5, noise: readRants(), noiseShare: 0, wordShare: 1 };
const variants: Record<string, object> = JSON.parse(process.env.V!);
for (const [name, v] of Object.entries(variants)) { const gs = (v as any).noConcept ? groups.filter((g) => g.kind !== 'concept') : groups; const t = trainEncoder(gs, { ...base, ...v }); console.log(name, evaluate(t), Date.now() - t0); }

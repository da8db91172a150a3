import { clip, type RankerWeights } from '@/lib/suggest/retrieve/ranker';
import type { Random } from './random';

/** One list: feature vectors and the chance that each should be first (sums to 1). */
export interface List {
  inputs: Float32Array[];
  target: number[];
  weight: number;
}

interface Net {
  n: number;
  h: number;
  linear: Float64Array;
  hidden: Float64Array;
  hiddenBias: Float64Array;
  output: Float64Array;
  bias: Float64Array;
}

const params = (net: Net): Float64Array[] => [net.linear, net.hidden, net.hiddenBias, net.output, net.bias];

/** Trains a ranker by listwise softmax (Adam, weight decay). With one input per list and `binary`, a logistic regression. */
export function trainNetwork(
  lists: readonly List[],
  options: { random: Random; hidden: number; epochs: number; rate: number; decay: number; binary?: boolean },
): RankerWeights {
  const n = lists[0]?.inputs[0]?.length ?? 0;
  const h = options.hidden;
  const mean = new Float64Array(n);
  const square = new Float64Array(n);
  let count = 0;
  for (const { inputs } of lists)
    for (const input of inputs) {
      count++;
      for (let i = 0; i < n; i++) {
        mean[i]! += input[i]!;
        square[i]! += input[i]! ** 2;
      }
    }
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    mean[i]! /= count;
    const variance = square[i]! / count - mean[i]! ** 2;
    scale[i] = variance > 1e-8 ? 1 / Math.sqrt(variance) : 0;
  }
  const { random } = options;
  const fill = (size: number, sigma: number) => Float64Array.from({ length: size }, () => random.normal() * sigma);
  const net: Net = {
    n,
    h,
    linear: fill(n, 0.01),
    hidden: fill(n * h, 0.5 / Math.sqrt(n)),
    hiddenBias: fill(h, 0.1),
    output: fill(h, 0.1),
    bias: new Float64Array(1),
  };
  const normal = lists.map((list) => ({
    ...list,
    inputs: list.inputs.map((input) => Float64Array.from(input, (value, i) => clip((value - mean[i]!) * scale[i]!))),
  }));
  const m = params(net).map((p) => new Float64Array(p.length));
  const v = params(net).map((p) => new Float64Array(p.length));
  let t = 0;
  const order = normal.map((_, i) => i);
  const BATCH = 16;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random.next() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs);
    for (let b = 0; b < order.length; b += BATCH) {
      const grads = params(net).map((p) => new Float64Array(p.length));
      const [gl, gh, ghb, go, gb] = grads as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
      for (const at of order.slice(b, b + BATCH)) {
        const { inputs, target, weight } = normal[at]!;
        const acts: Float64Array[] = [];
        const scores = inputs.map((x) => {
          let s = net.bias[0]!;
          const a = new Float64Array(h);
          for (let i = 0; i < n; i++) s += net.linear[i]! * x[i]!;
          for (let k = 0; k < h; k++) {
            let z = net.hiddenBias[k]!;
            for (let i = 0; i < n; i++) z += net.hidden[k * n + i]! * x[i]!;
            a[k] = Math.tanh(z);
            s += net.output[k]! * a[k]!;
          }
          acts.push(a);
          return s;
        });
        let errors: number[];
        if (options.binary) errors = scores.map((s, i) => (1 / (1 + Math.exp(-s)) - target[i]!) * weight);
        else {
          const max = Math.max(...scores);
          const exps = scores.map((s) => Math.exp(s - max));
          const sum = exps.reduce((x, y) => x + y, 0);
          errors = exps.map((e, i) => (e / sum - target[i]!) * weight);
        }
        inputs.forEach((x, c) => {
          const e = errors[c]!;
          if (Math.abs(e) < 1e-6) return;
          gb[0]! += e;
          for (let i = 0; i < n; i++) gl[i]! += e * x[i]!;
          for (let k = 0; k < h; k++) {
            const a = acts[c]![k]!;
            go[k]! += e * a;
            const d = e * net.output[k]! * (1 - a * a);
            ghb[k]! += d;
            for (let i = 0; i < n; i++) gh[k * n + i]! += d * x[i]!;
          }
        });
      }
      t++;
      params(net).forEach((p, k) => {
        const g = grads[k]!;
        for (let i = 0; i < p.length; i++) {
          const grad = g[i]! / BATCH + (k === 2 || k === 4 ? 0 : options.decay * p[i]!);
          m[k]![i] = 0.9 * m[k]![i]! + 0.1 * grad;
          v[k]![i] = 0.999 * v[k]![i]! + 0.001 * grad * grad;
          p[i]! -= (rate * (m[k]![i]! / (1 - 0.9 ** t))) / (Math.sqrt(v[k]![i]! / (1 - 0.999 ** t)) + 1e-8);
        }
      });
    }
  }
  const round = (x: number): number => Number(x.toFixed(5));
  return {
    mean: [...mean].map(round),
    scale: [...scale].map(round),
    linear: [...net.linear].map(round),
    bias: round(net.bias[0]!),
    hidden: Array.from({ length: h }, (_, k) => [...net.hidden.subarray(k * n, k * n + n)].map(round)),
    hiddenBias: [...net.hiddenBias].map(round),
    output: [...net.output].map(round),
  };
}

import { parseArgs } from 'node:util';

/**
 * `npm run -s eval -- <what> …`: the product's own engine on a file of rows, one JSON object per line out (architecture.md,
 * "Command line"). Each runner is a module of `scripts/eval/` and loads only what it needs.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kb: { type: 'string' },
    queries: { type: 'string' },
    in: { type: 'string' },
    out: { type: 'string' },
    endpoint: { type: 'string' },
    model: { type: 'string' },
    'key-env': { type: 'string', default: 'DESKMATE_LLM_KEY' },
    limit: { type: 'string', default: '0' },
    askings: { type: 'string' },
    'price-in': { type: 'string', default: '0' },
    'price-out': { type: 'string', default: '0' },
  },
});

const usage = `usage: npm run -s eval -- replies --kb FILE --queries FILE --out FILE
       npm run -s eval -- ablate --kb FILE --queries FILE   (what each signal is worth)
       npm run -s eval -- llm --endpoint URL --model M --kb FILE --queries FILE [--out FILE] [--key-env DESKMATE_LLM_KEY]
           [--limit QUERIES] [--askings ENTRIES] [--price-in P --price-out P]   (per million tokens; --askings 0 leaves them out)
       npm run -s eval -- mood|scene|guard|redact --in FILE --out FILE`;

const need = (name: 'kb' | 'queries' | 'in' | 'out' | 'endpoint' | 'model'): string => {
  const value = values[name];
  if (value) return value;
  console.error(`--${name} is missing\n${usage}`);
  process.exit(2);
};

switch (positionals[0]) {
  case 'replies': {
    const { runReplies } = await import('./eval/replies');
    await runReplies(need('kb'), need('queries'), need('out'));
    break;
  }
  case 'ablate': {
    const { runAblation } = await import('./eval/ablate');
    runAblation(need('kb'), need('queries'));
    break;
  }
  case 'mood': {
    const { runMood } = await import('./eval/mood');
    runMood(need('in'), need('out'));
    break;
  }
  case 'scene': {
    const { runScene } = await import('./eval/scene');
    runScene(need('in'), need('out'));
    break;
  }
  case 'guard': {
    const { run } = await import('./eval/guard');
    await run(need('in'), need('out'));
    break;
  }
  case 'redact': {
    const { run } = await import('./eval/redact');
    await run(need('in'), need('out'));
    break;
  }
  case 'llm': {
    const { runLlm } = await import('./eval/llm');
    const model = need('model');
    const isWhole = await runLlm({
      endpoint: need('endpoint').replace(/\/+$/, ''),
      model,
      kb: need('kb'),
      queries: need('queries'),
      out: values.out ?? `output/eval-llm/${model.replace(/[^\w.-]+/g, '-')}.jsonl`,
      keyEnv: values['key-env'],
      limit: Number(values.limit) || 0,
      askings: values.askings === undefined ? Number.MAX_SAFE_INTEGER : Number(values.askings) || 0,
      priceIn: Number(values['price-in']) || 0,
      priceOut: Number(values['price-out']) || 0,
    });
    if (!isWhole) process.exit(1);
    break;
  }
  default:
    console.error(usage);
    process.exit(2);
}

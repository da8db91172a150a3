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
  },
});

const usage = `usage: npm run -s eval -- replies --kb FILE --queries FILE --out FILE
       npm run -s eval -- llm --endpoint URL --model M --kb FILE --queries FILE --out FILE   (key: DESKMATE_LLM_KEY)
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
    await runLlm({
      endpoint: need('endpoint'),
      model: need('model'),
      kb: need('kb'),
      queries: need('queries'),
      out: need('out'),
    });
    break;
  }
  default:
    console.error(usage);
    process.exit(2);
}

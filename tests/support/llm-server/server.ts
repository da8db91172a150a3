import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readGiven, readToolRequest, writeFaithful, writeObedient, writeReader, writeRewrite } from './answers';
import { writeForLead } from './lead';

/**
 * A scripted OpenAI-compatible endpoint, run as a process of its own. The name of the model asked for says how it behaves:
 *
 * `ok` writes faithfully · `slow` the same, 120 ms between pieces · `silence` never answers · `stall` stops after some words ·
 * `cut` closes the line in the middle · `http-<status>` (429 with `Retry-After: 7`, `http-429-now` without) · `bad-json` · `wrong-schema` ·
 * `prose` · `refuse` · `empty` · `none` (no source answers) · `endless` · `truncated` (finish reason length) · `obey` says what
 * `/control/say` told it · `reader` ranks by shared characters, may be silent · `rate-once`, `cut-once` (the first time only) · `no-shape` refuses `response_format` · `flaky` fails once, then works · `thinks` thinks aloud first.
 */

interface Seen {
  method: string;
  path: string;
  authorization: string | null;
  body: string;
  /** The client closed before the answer was whole. */
  aborted: boolean;
}

const PIECE = 16;
const seen: Seen[] = [];
let said: string | object = '';
let flaked = false;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const json = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}) => {
  // Whoever measures must be able to see that this is no model.
  response.writeHead(status, { 'content-type': 'application/json', 'x-scripted': 'yes', ...headers });
  response.end(JSON.stringify(value));
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The words of a behaviour; null for those without words. */
function wordsOf(model: string, user: string, system: string): string | null {
  const given = readGiven(user);
  const lead = given ? null : writeForLead(user);
  const toolText = given || lead ? null : readToolRequest(user);
  const faithful = JSON.stringify(
    given
      ? model === 'reader'
        ? writeReader(given)
        : writeFaithful(given)
      : (lead ?? writeRewrite(toolText ?? user.slice(0, 400), system)),
  );
  switch (model) {
    case 'bad-json':
      return '{"ranked":["K1"],"candidates":[{"style":"direct","parts":[{"text":"好的亲","cites":[}]}';
    case 'wrong-schema':
      return '{"answer":"好的亲","sources":[1,2]}';
    case 'prose':
      return '好的，我来帮您回复这位买家：亲，您好。';
    case 'refuse':
      return '抱歉，我无法协助您的请求。';
    case 'empty':
      return '';
    case 'none':
      return '{"ranked":[],"candidates":[]}';
    case 'endless':
      return `{"ranked":[],"candidates":[{"style":"direct","parts":[{"text":"${'好'.repeat(60_000)}","cites":["K1"]}]}]}`;
    case 'truncated':
      return faithful.slice(0, Math.floor(faithful.length * 0.8));
    case 'thinks':
      return `<think>先看资料 {"candidates":[]} 再写</think>\n\`\`\`json\n${faithful}\n\`\`\``;
    case 'obey':
      if (typeof said === 'string' && toolText !== null) return JSON.stringify({ text: said });
      return typeof said === 'string' ? JSON.stringify(writeObedient(said, given)) : JSON.stringify(said);
    default:
      return given || lead || toolText !== null ? faithful : typeof said === 'string' && said ? said : '可以';
  }
}

async function stream(response: ServerResponse, model: string, words: string, record: Seen): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let open = true;
  response.on('close', () => {
    open = false;
    if (!response.writableEnded) record.aborted = true;
  });
  const event = (choice: object, usage?: object) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, choices: [choice], ...(usage ? { usage } : {}) })}\n\n`,
    );
  event({ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null });
  const half = words.length / 2;
  for (let at = 0; at < words.length && open; at += PIECE) {
    if ((model === 'cut' || (model === 'cut-once' && !flaked)) && at > half) {
      flaked = true;
      return void response.destroy();
    }
    if (model === 'stall' && at > half) return;
    event({ index: 0, delta: { content: words.slice(at, at + PIECE) }, finish_reason: null });
    if (model === 'slow') await pause(120);
    else if (at % (PIECE * 8) === 0) await pause(1);
  }
  if (!open) return;
  event(
    { index: 0, delta: {}, finish_reason: model === 'truncated' ? 'length' : 'stop' },
    { prompt_tokens: 1500, completion_tokens: 200, total_tokens: 1700 },
  );
  response.end('data: [DONE]\n\n');
}

const server = createServer(async (request, response) => {
  const path = request.url ?? '';
  const body = await readBody(request);
  if (path === '/control/requests') return json(response, 200, seen);
  if (path === '/control/clear') {
    seen.length = 0;
    flaked = false;
    return json(response, 200, {});
  }
  if (path === '/control/say') {
    said = JSON.parse(body) as string | object;
    return json(response, 200, {});
  }
  const record: Seen = {
    method: request.method ?? '',
    path,
    authorization: request.headers.authorization ?? null,
    body,
    aborted: false,
  };
  seen.push(record);
  if (path.endsWith('/models')) {
    if (request.headers.authorization === 'Bearer wrong') return json(response, 401, { error: { message: 'no' } });
    return json(response, 200, {
      object: 'list',
      data: [
        { id: 'ok', object: 'model' },
        { id: 'slow', object: 'model' },
      ],
    });
  }
  if (!path.endsWith('/chat/completions')) return json(response, 404, { error: { message: 'not found' } });
  const asked = JSON.parse(body) as { model: string; messages: { content: string }[]; response_format?: unknown };
  const { model } = asked;
  // As real ones do: the refusal repeats the key that it refuses.
  if (request.headers.authorization === 'Bearer wrong')
    return json(response, 401, { error: { message: `Incorrect API key provided: ${request.headers.authorization}` } });
  const status = /^http-(\d+)/.exec(model)?.[1];
  if (status)
    return json(
      response,
      Number(status),
      { error: { message: `refused ${request.headers.authorization ?? ''}`, code: 'scripted' } },
      status === '429' && model !== 'http-429-now' ? { 'retry-after': '7' } : {},
    );
  if (model === 'silence') {
    response.on('close', () => {
      record.aborted = true;
    });
    return;
  }
  if (model === 'no-shape' && asked.response_format)
    return json(response, 400, { error: { message: 'response_format is not supported' } });
  if (model === 'rate-once' && !flaked) {
    flaked = true;
    return json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '1' });
  }
  if (model === 'flaky' && !flaked) {
    flaked = true;
    return json(response, 500, { error: { message: 'once' } });
  }
  await stream(
    response,
    model,
    wordsOf(model, asked.messages.at(-1)?.content ?? '', asked.messages[0]?.content ?? '') ?? '',
    record,
  );
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});

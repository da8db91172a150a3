import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import { type Manifest, parseManifest } from '@/lib/knowledge/sync/manifest';
import { signManifest } from '@/lib/knowledge/sync/signature';

/** A static file server on loopback with ETags, which tests can break in named ways. */
export interface FeedServer {
  /** Address of the manifest. */
  url: string;
  files: Map<string, string>;
  /** Requests answered, by path. */
  hits: Map<string, number>;
  /** Bytes of bodies sent. */
  sentBytes(): number;
  /** Return true when the request was answered. */
  intercept: ((path: string, request: IncomingMessage, response: ServerResponse) => boolean) | null;
  /** Publishes the next version of rows; gives the manifest. */
  publish(rows: readonly RawRow[], options?: { note?: string; secretKey?: string }): Promise<Manifest>;
  close(): Promise<void>;
}

export async function createFeedServer(): Promise<FeedServer> {
  const files = new Map<string, string>();
  const hits = new Map<string, number>();
  let previous: { manifest: Manifest; ids: Set<string> } | null = null;
  let sent = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    hits.set(path, (hits.get(path) ?? 0) + 1);
    if (self.intercept?.(path, request, response)) return;
    const text = files.get(path);
    if (text === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${createHash('sha1').update(text).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    sent += Buffer.byteLength(text);
    response.writeHead(200, { etag, 'content-length': Buffer.byteLength(text) }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const self: FeedServer = {
    url: `http://127.0.0.1:${port}/manifest.json`,
    files,
    hits,
    sentBytes: () => sent,
    intercept: null,
    async publish(rows, options = {}) {
      const built = await buildFeed(rows, { publishedAt: '2026-11-21T00:00:00Z', previous, note: options.note });
      if (options.secretKey) built.manifest.signature = signManifest(built.manifest, options.secretKey) ?? '';
      for (const shard of built.shards) files.set(shard.path, shard.text);
      files.set('manifest.json', JSON.stringify(built.manifest));
      previous = { manifest: built.manifest, ids: new Set(rows.map((row) => String(row.id))) };
      return built.manifest;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return self;
}

/** The manifest that the server gives now. */
export function currentManifest(server: FeedServer): Manifest {
  const parsed = parseManifest(server.files.get('manifest.json') ?? '');
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value.manifest;
}

/** `count` small answers with ids `a0`…; `mark` changes their text. */
export const makeRows = (count: number, mark = ''): RawRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `a${i}`,
    kind: 'answer',
    title: `标题${i}`,
    answer: `回答${i}${mark}`,
    scope: 'team',
    status: 'published',
  }));

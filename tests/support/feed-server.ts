import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { buildFeed } from '@/lib/knowledge/sync/build-feed';
import type { Manifest } from '@/lib/knowledge/sync/manifest';

/** A static web server with a feed on it, as any bucket would serve it: files, ETag, nothing else. */
export interface FeedServer {
  /** Address of the feed's folder. */
  url: string;
  /** Publishes the next version: shards first, manifest last. */
  publish(rows: RawRow[]): Promise<Manifest>;
  /** Spoils what is served from now on; `null` puts it right again. */
  spoil(change: ((path: string, body: string) => string | null) | null): void;
  /** Delay of every answer, ms. */
  slow(ms: number): void;
  requests(): string[];
  close(): Promise<void>;
}

/** Starts it on loopback with nothing published. */
export async function startFeedServer(): Promise<FeedServer> {
  const files = new Map<string, string>();
  const requests: string[] = [];
  let previous: { manifest: Manifest; ids: Set<string> } | null = null;
  let spoil: ((path: string, body: string) => string | null) | null = null;
  let delayMs = 0;
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1).split('?')[0] ?? '';
    requests.push(path);
    const stored = files.get(path);
    const body = stored === undefined ? null : spoil ? spoil(path, stored) : stored;
    setTimeout(() => {
      if (body === null) return response.writeHead(404).end();
      const etag = `"${Buffer.from(body).toString('base64url').slice(-40)}${body.length}"`;
      if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
      response.writeHead(200, { 'content-type': 'application/octet-stream', etag }).end(body);
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    publish: async (rows) => {
      const built = await buildFeed(rows, { publishedAt: new Date().toISOString(), previous });
      for (const { path, text } of built.shards) files.set(path, text);
      files.set('manifest.json', JSON.stringify(built.manifest));
      previous = { manifest: built.manifest, ids: new Set(rows.map((row) => String(row.id))) };
      return built.manifest;
    },
    spoil: (change) => {
      spoil = change;
    },
    slow: (ms) => {
      delayMs = ms;
    },
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain web server that takes files by HTTP PUT and serves them with ETag, as nginx or a WebDAV drive does. */
export interface PutServer {
  /** Address of the folder. */
  url: string;
  files: Map<string, string>;
  /** The same as it came, for files that are no text; what only stands in `files` is served as text. */
  bytes: Map<string, Buffer>;
  /** Instant (ms) at which each file was last written. */
  writtenAtMs: Map<string, number>;
  /** Refuses everything while true, as a cut network would. */
  cut: boolean;
  /** Delay of every answer, ms. */
  slowMs: number;
  close(): Promise<void>;
}

/** Starts it on loopback, empty or with the files of another one, as a CDN before it. */
export async function startPutServer(origin?: PutServer): Promise<PutServer> {
  const files = origin?.files ?? new Map<string, string>();
  const bytes = origin?.bytes ?? new Map<string, Buffer>();
  const writtenAtMs = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1).split('?')[0] ?? '';
    if (self.cut) {
      request.socket.destroy();
      return;
    }
    if (request.method === 'PUT') {
      const blocks: Buffer[] = [];
      request.on('data', (block: Buffer) => blocks.push(block));
      request.on('end', () => {
        const body = Buffer.concat(blocks);
        bytes.set(path, body);
        files.set(path, body.toString('utf8'));
        writtenAtMs.set(path, Date.now());
        response.writeHead(201).end();
      });
      return;
    }
    const text = files.get(path);
    const body = bytes.get(path) ?? (text === undefined ? undefined : Buffer.from(text));
    setTimeout(() => answer(request, response, body), self.slowMs);
  });
  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer | undefined) => {
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-cache', etag })
        .end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: PutServer = {
    url: `http://127.0.0.1:${port}/kb/`,
    files,
    bytes,
    writtenAtMs,
    cut: false,
    slowMs: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}

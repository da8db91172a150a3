import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bucket on loopback that checks every request's SigV4 signature on its own (AWS General Reference, "Signature Version 4"). */
export interface FakeS3 {
  bucketUrl: string;
  objects: Map<string, { text: string; body: Buffer; cacheControl: string | undefined }>;
  /** Paths in the order in which they were written. */
  writes: string[];
  close(): Promise<void>;
}

export const S3_KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'ap-test-1',
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export async function createFakeS3(): Promise<FakeS3> {
  const self: FakeS3 = { bucketUrl: '', objects: new Map(), writes: [], close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const blocks: Buffer[] = [];
    request.on('data', (block: Buffer) => blocks.push(block));
    request.on('end', () => {
      const body = Buffer.concat(blocks);
      const url = new URL(request.url ?? '/', 'http://x');
      const header = (name: string): string => String(request.headers[name] ?? '');
      const [, scope = '', names = '', signature = ''] =
        /Credential=AKIDEXAMPLE\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(header('authorization')) ?? [];
      const payload = header('x-amz-content-sha256');
      const bodyHash = createHash('sha256').update(body).digest('hex');
      const canonical = [
        request.method,
        url.pathname,
        '',
        ...names.split(';').map((name) => `${name}:${header(name)}`),
        '',
        names,
        payload,
      ].join('\n');
      const toSign = [
        'AWS4-HMAC-SHA256',
        header('x-amz-date'),
        scope,
        createHash('sha256').update(canonical).digest('hex'),
      ].join('\n');
      const key = scope
        .split('/')
        .reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${S3_KEYS.secretAccessKey}`);
      const isRight =
        hmac(key, toSign).toString('hex') === signature && (payload === 'UNSIGNED-PAYLOAD' || payload === bodyHash);
      const path = url.pathname.replace('/bucket/', '');
      if (!isRight) response.writeHead(403).end();
      else if (request.method === 'PUT') {
        self.objects.set(path, { text: body.toString('utf8'), body, cacheControl: request.headers['cache-control'] });
        self.writes.push(path);
        response.writeHead(200).end();
      } else {
        const object = self.objects.get(path);
        response.writeHead(object ? 200 : 404).end(object?.body);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  self.bucketUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`;
  self.close = () =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return self;
}

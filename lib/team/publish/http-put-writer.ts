import { fail, ok, type Result } from '@/lib/core/result';
import { type BundleWriter, cacheControl, contentType, type WriteReason } from './bundle-writer';

export interface HttpPutOptions {
  /** Address of the folder. */
  url: string;
  fetch: typeof fetch;
  /** Basic auth, when both are given. */
  user?: string;
  password?: string;
}

/** Reason for a failing status. */
export const toWriteReason = (status: number): WriteReason => {
  if (status === 401 || status === 403) return 'denied';
  if (status === 507) return 'disk-full';
  return status === 404 ? 'not-found' : `http-${status}`;
};

export const toBytes = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

/** The body of an answer; none lies there when it is 404. A connection cut in the middle of it is `unreachable`. */
export async function takeBody<T>(
  got: Result<Response, WriteReason>,
  take: (response: Response) => Promise<T>,
): Promise<Result<T | null, WriteReason>> {
  if (!got.ok) return got;
  if (got.value.status === 404) return ok(null);
  if (!got.value.ok) return fail(toWriteReason(got.value.status));
  return take(got.value).then(ok, () => fail('unreachable'));
}

/**
 * Writes by HTTP PUT; works with WebDAV, where missing folders are made (409 → MKCOL). Needs the permission for that
 * origin.
 */
export function createHttpPutWriter(options: HttpPutOptions): BundleWriter {
  const base = options.url.replace(/\/*$/, '/');
  const bytes = new TextEncoder().encode(`${options.user ?? ''}:${options.password ?? ''}`);
  const auth: Record<string, string> =
    options.user === undefined ? {} : { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };

  async function send(path: string, init: RequestInit): Promise<Result<Response, WriteReason>> {
    try {
      return ok(
        await options.fetch(new URL(path, base).href, {
          ...init,
          headers: { ...auth, ...(init.headers as Record<string, string> | undefined) },
          credentials: 'omit',
          cache: 'no-store',
        }),
      );
    } catch {
      return fail('unreachable');
    }
  }

  const get = async (path: string) => send(path, { method: 'GET' });
  return {
    read: async (path) => takeBody(await get(path), (response) => response.text()),
    readBytes: async (path) => takeBody(await get(path), toBytes),
    async write(path, content, isFinal) {
      const init = {
        method: 'PUT',
        body: content,
        headers: { 'Content-Type': contentType(content, isFinal), 'Cache-Control': cacheControl(isFinal) },
      };
      let put = await send(path, init);
      const folder = path.split('/').slice(0, -1).join('/');
      if (put.ok && put.value.status === 409 && folder) {
        await send(`${folder}/`, { method: 'MKCOL' });
        put = await send(path, init);
      }
      if (!put.ok) return put;
      return put.value.ok ? ok(null) : fail(toWriteReason(put.value.status));
    },
  };
}

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

  return {
    async read(path) {
      const got = await send(path, { method: 'GET' });
      if (!got.ok) return got;
      if (got.value.status === 404) return ok(null);
      return got.value.ok ? ok(await got.value.text()) : fail(toWriteReason(got.value.status));
    },
    async write(path, text, isFinal) {
      const init = {
        method: 'PUT',
        body: text,
        headers: { 'Content-Type': contentType(isFinal), 'Cache-Control': cacheControl(isFinal) },
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

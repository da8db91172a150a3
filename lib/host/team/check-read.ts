import { parseManifest } from '@/lib/knowledge/sync/manifest';
import { isSignedBy } from '@/lib/knowledge/sync/signature';
import type { ReadCheck } from '@/lib/platform/methods/publish-methods';

const TIMEOUT_MS = 15_000;

/**
 * Reads the manifest as an agent would: no keys, no cookies, no cache. A bucket that is not public, a folder at another
 * address or a cache in between show here and not on a hundred desks.
 */
export async function checkRead(
  url: string,
  expected: { version: number; publicKey: string | null },
  deps: { fetch: typeof fetch; hasPermission(url: string): Promise<boolean> },
): Promise<ReadCheck> {
  if (!(await deps.hasPermission(url))) return { code: 'permission', version: 0 };
  let text: string;
  try {
    const answer = await deps.fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.status === 404) return { code: 'missing', version: 0 };
    if (!answer.ok) return { code: `http-${answer.status}`, version: 0 };
    text = await answer.text();
  } catch {
    return { code: 'unreachable', version: 0 };
  }
  const parsed = parseManifest(text);
  if (!parsed.ok) return { code: 'not-a-feed', version: 0 };
  const { manifest, raw } = parsed.value;
  if (expected.publicKey && !isSignedBy(raw, expected.publicKey))
    return { code: 'signature', version: manifest.version };
  return { code: manifest.version < expected.version ? 'older' : 'ok', version: manifest.version };
}

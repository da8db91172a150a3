/**
 * Address of a feed's manifest from what a person typed or a join code says: http(s) only, a folder means its
 * `manifest.json`, a query (access token) is kept. Null when it is no such address.
 */
export function toManifestUrl(given: string): string | null {
  let url: URL;
  try {
    url = new URL(given.trim());
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username || url.password) return null;
  url.hash = '';
  if (!url.pathname.endsWith('.json')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/manifest.json`;
  return url.href;
}

/**
 * Address of a shard, relative to its manifest. Null when it leaves the manifest's origin: a hostile feed must not make
 * the extension fetch from the shop's own network.
 */
export function toShardUrl(shardUrl: string, manifestUrl: string): string | null {
  try {
    const base = new URL(manifestUrl);
    const url = new URL(shardUrl, base);
    return url.protocol === base.protocol && url.host === base.host ? url.href : null;
  } catch {
    return null;
  }
}

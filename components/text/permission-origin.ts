/** The match patterns of a host as rules name it: plain http only where it has a port or stands on one's own machine or network. */
export function toHostPatterns(host: string): string[] {
  const name = host.replace(/:\d+$/, '');
  const mayBePlain = name !== host || /^[\d.]+$/.test(name) || !name.includes('.');
  return [`https://${name}/*`, ...(mayBePlain ? [`http://${name}/*`] : [])];
}

/** The match pattern that lets us fetch from the host of `url`, e.g. `https://kb.example.com/*`; the text itself when it is no URL. */
export function toPermissionOrigin(url: string): string {
  try {
    const { protocol, hostname } = new URL(url);
    return `${protocol}//${hostname}/*`;
  } catch {
    return url;
  }
}

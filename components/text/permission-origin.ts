/** The match pattern that lets us fetch from the host of `url`, e.g. `https://kb.example.com/*`; the text itself when it is no URL. */
export function toPermissionOrigin(url: string): string {
  try {
    const { protocol, hostname } = new URL(url);
    return `${protocol}//${hostname}/*`;
  } catch {
    return url;
  }
}

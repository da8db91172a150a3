import { type HostMethod, STRIP_METHODS } from '@/lib/platform/messages';
import type { PortSender } from '@/lib/platform/port';
import { PORT_CONSOLE, PORT_TEACH, PORT_VIEW, stripPortName } from '@/lib/platform/port-names';

/** Who may open which port; decided by what the browser says of the sender, never by what it says of itself. */
export type PortRole =
  | { kind: 'console'; tabId: number; frameId: number }
  | { kind: 'teach'; tabId: number; frameId: number }
  | { kind: 'view' }
  | { kind: 'strip'; tabId: number; token: string };

/**
 * The role of a new port, or null when it is refused. Our pages are known by their address; a page of ours that is a
 * console too (practice) is in a tab. Only `strip.html` can stand inside a foreign page, so its address decides.
 */
export function getPortRole(name: string, sender: PortSender, own: { id: string; origin: string }): PortRole | null {
  if (sender.extensionId !== own.id) return null;
  const ownPage = isOwnPage(sender.url, own.origin);
  if (name === PORT_CONSOLE) {
    if (sender.tabId === null || sender.frameId === null) return null;
    if (ownPage && !isPath(sender.url, 'practice.html')) return null;
    return { kind: 'console', tabId: sender.tabId, frameId: sender.frameId };
  }
  if (name === PORT_TEACH)
    return ownPage || sender.tabId === null || sender.frameId === null
      ? null
      : { kind: 'teach', tabId: sender.tabId, frameId: sender.frameId };
  if (!ownPage) return null;
  if (isPath(sender.url, 'strip.html')) {
    const token = name.startsWith(stripPortName('')) ? name.slice(stripPortName('').length) : '';
    return sender.tabId !== null && token ? { kind: 'strip', tabId: sender.tabId, token } : null;
  }
  return name === PORT_VIEW ? { kind: 'view' } : null;
}

/** True when a port of this role may call the method. */
export const mayCall = (role: PortRole, method: HostMethod): boolean =>
  role.kind === 'view' || (role.kind === 'strip' && STRIP_METHODS.includes(method));

/** `use_dynamic_url` gives web-accessible pages another host, so the scheme and the sender id stand for the origin there. */
const isOwnPage = (url: string, origin: string): boolean =>
  url.startsWith(`${origin}/`) || (/^(chrome|moz)-extension:/.test(url) && isPath(url, 'strip.html'));

const isPath = (url: string, path: string): boolean => {
  try {
    return new URL(url).pathname === `/${path}`;
  } catch {
    return false;
  }
};

import type { z } from 'zod';
import { fail, ok, type Result } from '@/lib/core/result';
import type { OverlayReason } from '@/lib/platform/methods/teach-methods';
import type { Adapter } from '../adapter';
import { adapters } from '../registry';
import { adapterSchema, getSelectors } from '../rules-schema';

/** An overlay is some kilobytes; a file of this size is none (characters). */
const MAX_CHARS = 100_000;

/** Reads an overlay from a file's text. */
export function parseOverlay(text: string, isSelector: (css: string) => boolean): Result<Adapter, OverlayReason> {
  if (text.length > MAX_CHARS) return fail('too-large');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('not-json');
  }
  return checkOverlay(raw, isSelector);
}

/**
 * Overlays are data from outside: shape, limits and selectors are checked, whatever could send or belongs to bundled adapters is
 * refused. `isSelector` asks a real parser. Host permission and the place of the composer are for the caller.
 */
export function checkOverlay(raw: unknown, isSelector: (css: string) => boolean): Result<Adapter, OverlayReason> {
  if (JSON.stringify(raw ?? null).length > MAX_CHARS) return fail('too-large');
  if (hasKey(raw, 'send')) return fail('has-send');
  const parsed = adapterSchema.safeParse(raw);
  if (!parsed.success) return toRefusal(parsed.error.issues[0]);
  const overlay = parsed.data;
  if (overlay.proof !== 'taught' && overlay.proof !== 'detected') return fail('not-taught', overlay.proof);
  if (overlay.practice !== undefined || overlay.deepLink !== undefined)
    return fail('unknown-key', overlay.practice !== undefined ? 'practice' : 'deepLink');
  const bad = getSelectors(overlay).find(({ css }) => !isSelector(css));
  if (bad) return fail('bad-selector', `${bad.path}: ${bad.css}`.slice(0, 200));
  const hosts = getHosts(overlay);
  if (hosts.length !== 1 || !hosts[0]) return fail('no-host', hosts.join(', ').slice(0, 200));
  return ok({ ...overlay, id: getConsoleId(hosts[0]) });
}

function toRefusal(issue: z.core.$ZodIssue | undefined): Result<Adapter, OverlayReason> {
  const path = (issue?.path ?? []).join('.');
  if (issue?.code === 'unrecognized_keys') return fail('unknown-key', [path, issue.keys[0]].filter(Boolean).join('.'));
  if (issue?.code === 'too_big') return fail('too-long', path);
  return fail('bad-shape', path);
}

/** The hosts that an overlay is for. */
export const getHosts = (overlay: Adapter): string[] => [...new Set(overlay.match.flatMap(({ hosts }) => hosts))];

/** A console that we know keeps its id also where it is read by an overlay; any other page goes by its host. */
const getConsoleId = (host: string): string =>
  adapters.find(({ match }) => match.some(({ hosts }) => hosts.includes(host)))?.id ?? host;

function hasKey(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasKey(item, key));
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, key) || Object.values(value).some((inner) => hasKey(inner, key));
}

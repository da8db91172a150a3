import { z } from 'zod';
import { fromBase64, toBase64 } from '@/lib/core/base64';
import { hashText } from '@/lib/core/ids';
import { fail, ok, type Result } from '@/lib/core/result';
import { toManifestUrl } from '@/lib/knowledge/sync/feed-url';
import { isPublicKey } from '@/lib/knowledge/sync/signature';

/** What a join code carries. It opens nothing by itself: the feed is as public as its server makes it. */
export interface JoinTicket {
  /** Address of the feed's manifest. */
  url: string;
  /** Ed25519 public key (base64) that every version must be signed with; absent = unsigned feed. */
  publicKey?: string;
  team: string;
  /** Groups to pick from. */
  groups: string[];
  level: 'company' | 'shop';
}

export type JoinCodeReason = 'not-a-code' | 'damaged' | 'newer';

const schema = z.object({
  u: z.string().max(2000),
  k: z.string().max(100).optional(),
  t: z.string().min(1).max(100),
  g: z.array(z.string().min(1).max(60)).max(100).default([]),
  l: z.enum(['company', 'shop']).default('company'),
});

const PREFIX = 'DESKMATE';
const VERSION = 1;

/** One line to paste: `DESKMATE1-<base64url>-<check>`. */
export function toJoinCode(ticket: JoinTicket): string {
  const body = { u: ticket.url, k: ticket.publicKey, t: ticket.team, g: ticket.groups, l: ticket.level };
  const text = toBase64(new TextEncoder().encode(JSON.stringify(body)))
    .replaceAll('+', '.')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `${PREFIX}${VERSION}-${text}-${check(text)}`;
}

/**
 * Reads a pasted code, also inside other words and broken over lines as chat tools do. `damaged`: letters were lost on
 * the way; `newer`: made by a newer Deskmate.
 */
export function fromJoinCode(pasted: string): Result<JoinTicket, JoinCodeReason> {
  // Chat tools break long lines and slip in invisible marks.
  const text = pasted.slice(0, 20_000).replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '');
  const found = /DESKMATE(\d{1,4})-([\w.]+)(?:-(\w{6}))?/.exec(text);
  if (!found) return fail('not-a-code');
  const [, version = '', body = '', sum] = found;
  if (Number(version) > VERSION) return fail('newer');
  if (sum === undefined || check(body) !== sum) return fail('damaged');
  const bytes = fromBase64(body.replaceAll('.', '+').replaceAll('_', '/'));
  const parsed = schema.safeParse(bytes ? readJson(bytes) : null);
  if (!parsed.success) return fail('damaged');
  const { u, k, t, g, l } = parsed.data;
  const url = toManifestUrl(u);
  if (!url || (k !== undefined && !isPublicKey(k))) return fail('damaged');
  return ok({ url, ...(k === undefined ? {} : { publicKey: k }), team: t, groups: g, level: l });
}

const check = (text: string): string => hashText(text).padStart(6, '0').slice(-6);

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

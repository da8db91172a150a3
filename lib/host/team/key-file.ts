import { z } from 'zod';
import type { KeyPair } from '@/lib/knowledge/sync/signature';

const schema = z.object({
  app: z.literal('deskmate'),
  file: z.literal('lead-key'),
  warning: z.string().optional(),
  at: z.string().optional(),
  team: z.string().min(1).max(100),
  groups: z.array(z.string().min(1).max(60)).max(100),
  level: z.enum(['company', 'shop']),
  publicKey: z.string().max(100),
  secretKey: z.string().max(100),
});

export interface LeadKeys extends KeyPair {
  team: string;
  groups: string[];
  level: 'company' | 'shop';
}

/** The key file that a lead keeps in a safe place. It says itself what it is, in both languages. */
export const writeKeyFile = (keys: LeadKeys, nowMs: number): string =>
  `${JSON.stringify(
    {
      app: 'deskmate',
      file: 'lead-key',
      warning:
        '谁拿到这个文件，谁就能以本团队的名义发布话术：请勿转发。 Whoever has this file can publish in this team’s name: never pass it on.',
      at: new Date(nowMs).toISOString(),
      ...keys,
    } satisfies z.input<typeof schema>,
    null,
    1,
  )}\n`;

/** Reads it; null when it is no key file of ours. Whether the two keys belong together is checked by who takes them over. */
export function readKeyFile(text: string): LeadKeys | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text.replace(/^\ufeff/, '')));
    if (!parsed.success) return null;
    const { team, groups, level, publicKey, secretKey } = parsed.data;
    return { team, groups, level, publicKey, secretKey };
  } catch {
    return null;
  }
}

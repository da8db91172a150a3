import { z } from 'zod';
import type { Clock } from '@/lib/core/clock';
import { fail, ok, type Result } from '@/lib/core/result';
import { isSafeJson } from '@/lib/core/safe-json';
import type { DeskmateDatabase } from '@/lib/knowledge/store/database';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';

/** Changes after which a backup is recommended. */
const DUE_AFTER = 50;
const LAST_KEY = 'backup.lastAtMs';
/** Settings that never leave this machine: keys and tokens, what only this machine means, what buyers asked. */
const PRIVATE = ['secret.', 'backup.', 'undo.', 'usage.'];
const isPrivateSetting = (key: string): boolean => PRIVATE.some((prefix) => key.startsWith(prefix));

const fact = z.union([z.string(), z.number(), z.boolean()]);
const schema = z.object({
  app: z.literal('deskmate'),
  schema: z.number().int(),
  at: z.string(),
  own: z.array(z.record(z.string(), z.unknown())).max(200_000),
  shops: z
    .array(
      z.object({
        shopId: z.string().min(1),
        name: z.string(),
        console: z.string().optional(),
        facts: z.record(z.string(), fact),
        updatedAtMs: z.number(),
      }),
    )
    .default([]),
  sources: z
    .array(
      z.object({
        id: z.string().min(1),
        kind: z.literal('feed'),
        level: z.enum(['company', 'shop']),
        name: z.string(),
        url: z.url({ protocol: /^https?$/ }),
        publicKey: z.string().optional(),
      }),
    )
    .max(50)
    .default([]),
  settings: z.array(z.object({ key: z.string().min(1), value: z.unknown() })).default([]),
  pins: z.array(z.object({ key: z.string(), order: z.number() })).default([]),
  recents: z.array(z.object({ key: z.string(), atMs: z.number(), uses: z.number() })).default([]),
});

export type RestoreReason = 'not-a-backup' | 'newer' | 'invalid' | 'disk-full';

export interface Backup {
  /** Everything that exists on this machine only, as one JSON text: of feeds just the address, of secrets nothing. */
  create(): Promise<string>;
  /** Puts a backup back over what is here (same ids are replaced, nothing is removed). All or nothing. */
  restore(text: string): Promise<Result<{ entries: number }, RestoreReason>>;
  /** Own entries changed since the last backup, and whether that is worth a reminder (50). */
  changes(): Promise<{ count: number; isDue: boolean; lastAtMs: number | null }>;
}

export interface BackupDeps {
  db: DeskmateDatabase;
  store: Pick<KnowledgeStore, 'putOwn' | 'ownRows' | 'addSource'>;
  clock: Clock;
}

/** Creates backup and restore over the tables. */
export function createBackup({ db, store, clock }: BackupDeps): Backup {
  return {
    async create() {
      const settings = (await db.settings.toArray()).filter(({ key }) => !isPrivateSetting(key));
      const backup: z.input<typeof schema> = {
        app: 'deskmate',
        schema: 1,
        at: new Date(clock.now()).toISOString(),
        own: await store.ownRows(),
        shops: await db.shops.toArray(),
        sources: (await db.sources.toArray()).flatMap(({ id, kind, level, name, url, publicKey }) =>
          kind === 'feed' && level !== 'starter'
            ? [{ id, kind, level, name, url, ...(publicKey ? { publicKey } : {}) }]
            : [],
        ),
        settings,
        pins: await db.pins.toArray(),
        recents: await db.recents.toArray(),
      };
      // Changes of one moment have instants one after another: the last of them may lie ahead of the clock.
      const newest = await db.own.orderBy('updatedAtMs').last();
      const removed = await db.history.orderBy('seq').last();
      const lastMs = Math.max(clock.now(), newest?.updatedAtMs ?? 0, removed?.atMs ?? 0);
      await db.settings.put({ key: LAST_KEY, value: lastMs });
      return JSON.stringify(backup, null, 1);
    },
    async restore(text) {
      const raw = readJson(text);
      if (raw?.app !== 'deskmate' || !isSafeJson(raw)) return fail('not-a-backup');
      if (typeof raw.schema === 'number' && raw.schema > 1) return fail('newer');
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return fail('invalid', parsed.error.issues[0]?.path.join('.'));
      const { own, shops, sources, settings, pins, recents } = parsed.data;
      const put = await store.putOwn(own);
      if (!put.ok) return fail(put.reason, put.detail);
      await db.transaction('rw', db.shops, db.settings, db.pins, db.recents, async () => {
        await db.shops.bulkPut(shops);
        await db.settings.bulkPut(settings.filter(({ key }) => !isPrivateSetting(key)));
        await db.pins.bulkPut(pins);
        await db.recents.bulkPut(recents);
      });
      for (const source of sources) await store.addSource(source, clock.now());
      return ok({ entries: put.value });
    },
    async changes() {
      const last = (await db.settings.get(LAST_KEY))?.value;
      const sinceMs = typeof last === 'number' ? last : 0;
      const changed = await db.own.where('updatedAtMs').above(sinceMs).count();
      const removed = await db.history.filter((row) => row.by === 'removal' && row.atMs > sinceMs).count();
      const count = changed + removed;
      return { count, isDue: count >= DUE_AFTER, lastAtMs: sinceMs || null };
    },
  };
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

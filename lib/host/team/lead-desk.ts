import { z } from 'zod';
import type { Clock } from '@/lib/core/clock';
import { fail, ok, type Result } from '@/lib/core/result';
import { toMediaPath } from '@/lib/knowledge/media/image';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import { FEED_SCHEMA } from '@/lib/knowledge/sync/manifest';
import type {
  BundleFileView,
  DestinationForm,
  LeadState,
  PublicationView,
  PublishDone,
  PublishPlanView,
  PublishProgressView,
  ReadCheck,
} from '@/lib/platform/methods/publish-methods';
import { toJoinCode } from '@/lib/team/join/join-code';
import type { BundleWriter } from '@/lib/team/publish/bundle-writer';
import { type CollectedWriter, createCollectedWriter, imagesAmong } from '@/lib/team/publish/collected-writer';
import { createLeadSecrets, toReadUrl, toWriter } from '@/lib/team/publish/destinations';
import type { Publisher, PublishReason } from '@/lib/team/publish/publisher';
import { toPlanView } from './change-view';
import { checkRead } from './check-read';
import { mergeDestination, toDestinationForm } from './destination-form';
import { readKeyFile, writeKeyFile } from './key-file';

export type LeadReason =
  | PublishReason
  | 'no-team'
  | 'no-destination'
  | 'bad-destination'
  | 'bad-key-file'
  | 'busy'
  | 'permission';

export interface RunOptions {
  note: string;
  overrideReason?: string;
  rollbackTo?: number;
  noticesOnly?: boolean;
  files?: BundleFileView[];
}

/** The lead's side of the feed, on this machine. */
export interface LeadDesk {
  state(): Promise<LeadState>;
  setTeam(team: { name: string; groups: string[]; level: 'company' | 'shop' }): Promise<LeadState>;
  setDestination(form: DestinationForm): Promise<Result<LeadState, LeadReason>>;
  exportKey(): Promise<Result<string, LeadReason>>;
  importKey(file: string): Promise<Result<LeadState, LeadReason>>;
  forget(): Promise<LeadState>;
  plan(files?: BundleFileView[]): Promise<Result<PublishPlanView, LeadReason>>;
  run(options: RunOptions): Promise<Result<PublishDone, LeadReason>>;
  progress(): PublishProgressView | null;
  history(): Promise<PublicationView[]>;
  check(): Promise<Result<ReadCheck, LeadReason>>;
}

export interface LeadDeskDeps {
  settings: SettingsStore;
  publisher: Publisher;
  clock: Clock;
  fetch: typeof fetch;
  hasPermission(url: string): Promise<boolean>;
  onChange(): void;
}

const TEAM_KEY = 'lead.team';
const SAVED_KEY = 'lead.keySaved';
const teamSchema = z.object({
  name: z.string().min(1).max(100),
  groups: z.array(z.string().min(1).max(60)).max(100),
  level: z.enum(['company', 'shop']),
});

/** Creates it over publisher and settings. One publication at a time. */
export function createLeadDesk(deps: LeadDeskDeps): LeadDesk {
  const { settings, publisher } = deps;
  const secrets = createLeadSecrets(settings);
  let progress: PublishProgressView | null = null;

  const readTeam = async () => teamSchema.safeParse(await settings.get(TEAM_KEY)).data ?? null;

  async function state(): Promise<LeadState> {
    const [team, keys, destination, saved, history] = await Promise.all([
      readTeam(),
      secrets.peekKeys(),
      secrets.destination(),
      settings.get(SAVED_KEY),
      publisher.history(),
    ]);
    const readUrl = destination ? toReadUrl(destination) || null : null;
    return {
      team,
      publicKey: keys?.publicKey ?? null,
      keySaved: keys !== null && saved === keys.publicKey,
      destination: destination && toDestinationForm(destination),
      readUrl,
      joinCode:
        team && keys && readUrl
          ? toJoinCode({
              url: readUrl,
              publicKey: keys.publicKey,
              team: team.name,
              groups: team.groups,
              level: team.level,
            })
          : null,
      latest: history[0]?.version ?? 0,
    };
  }

  /** What lies at a destination that we cannot read: the last version that was made here. */
  async function lastMade(): Promise<BundleFileView[]> {
    const [last] = await publisher.history();
    if (!last) return [];
    const manifest = {
      schema: FEED_SCHEMA,
      version: last.version,
      published_at: new Date(last.atMs).toISOString(),
      shards: last.shards,
      removed: last.removed,
    };
    return [
      { path: 'manifest.json', text: JSON.stringify(manifest) },
      ...(last.images ?? []).map((sha256) => ({ path: toMediaPath(sha256), sha256 })),
    ];
  }

  async function open(
    files: BundleFileView[] | undefined,
  ): Promise<Result<{ writer: BundleWriter; collected: CollectedWriter | null; imagesThere?: string[] }, LeadReason>> {
    const destination = await secrets.destination();
    if (!destination) return fail('no-destination');
    if (destination.kind === 'files') {
      const there = files ?? (await lastMade());
      const collected = createCollectedWriter(there);
      return ok({ writer: collected, collected, imagesThere: imagesAmong(there) });
    }
    const url = destination.kind === 's3' ? destination.bucketUrl : destination.url;
    if (!(await deps.hasPermission(url))) return fail('permission', url);
    return ok({ writer: toWriter(destination, deps.fetch), collected: null });
  }

  function note(next: PublishProgressView | null): void {
    const before = progress;
    progress = next;
    // Fifty steps are enough to see it move; each one makes every view read it.
    const stepOf = (one: PublishProgressView | null) => one && Math.floor((50 * one.done) / Math.max(1, one.total));
    if (before?.step !== next?.step || stepOf(before) !== stepOf(next)) deps.onChange();
  }

  async function check(): Promise<Result<ReadCheck, LeadReason>> {
    const { readUrl, latest, publicKey } = await state();
    return readUrl ? ok(await checkRead(readUrl, { version: latest, publicKey }, deps)) : fail('no-destination');
  }

  async function publish(options: RunOptions): Promise<Result<PublishDone, LeadReason>> {
    const team = await readTeam();
    if (!team) return fail('no-team');
    const opened = await open(options.files);
    if (!opened.ok) return opened;
    const { writer, collected, imagesThere } = opened.value;
    if (options.noticesOnly) {
      const plan = await publisher.plan(writer);
      if (!plan.ok) return plan;
      const { added, changed, removed } = plan.value.diff;
      const rows = [...added, ...removed, ...changed.map(({ after }) => after)];
      if (collected || plan.value.red.length > 0 || rows.some((row) => row.kind !== 'notice'))
        return ok({ version: plan.value.version, needsReview: true });
    }
    const { secretKey } = await secrets.keys();
    const given = {
      note: options.note,
      name: team.name,
      secretKey,
      overrideReason: options.overrideReason,
      onProgress: note,
      ...(imagesThere ? { imagesThere } : {}),
    };
    const done =
      options.rollbackTo === undefined
        ? await publisher.publish(writer, given)
        : await publisher.rollback(writer, options.rollbackTo, given);
    if (!done.ok) return done;
    if (collected) return ok({ version: done.value.version, files: collected.files() });
    const read = await check();
    return ok({ version: done.value.version, ...(read.ok ? { read: read.value } : {}) });
  }

  return {
    state,
    async setTeam(team) {
      await settings.put(TEAM_KEY, team);
      await secrets.keys();
      deps.onChange();
      return state();
    },
    async setDestination(form) {
      const saved = await secrets.setDestination(mergeDestination(form, await secrets.destination()));
      if (!saved.ok) return fail('bad-destination', saved.detail);
      deps.onChange();
      return ok(await state());
    },
    async exportKey() {
      const [team, keys] = [await readTeam(), await secrets.peekKeys()];
      if (!team || !keys) return fail('no-team');
      await settings.put(SAVED_KEY, keys.publicKey);
      deps.onChange();
      return ok(writeKeyFile({ ...keys, team: team.name, groups: team.groups, level: team.level }, deps.clock.now()));
    },
    async importKey(file) {
      const read = readKeyFile(file);
      if (!read) return fail('bad-key-file');
      const { team, groups, level, secretKey, publicKey } = read;
      const taken = await secrets.setKeys({ secretKey, publicKey });
      if (!taken.ok) return fail('bad-key-file');
      await settings.put(TEAM_KEY, { name: team, groups, level });
      await settings.put(SAVED_KEY, publicKey);
      deps.onChange();
      return ok(await state());
    },
    async forget() {
      await secrets.forget();
      await settings.remove(TEAM_KEY);
      await settings.remove(SAVED_KEY);
      deps.onChange();
      return state();
    },
    async plan(files) {
      const opened = await open(files);
      if (!opened.ok) return opened;
      const plan = await publisher.plan(opened.value.writer);
      return plan.ok ? ok(toPlanView(plan.value)) : plan;
    },
    async run(options) {
      if (progress) return fail('busy');
      note({ step: 'look', done: 0, total: 0 });
      try {
        return await publish(options);
      } finally {
        note(null);
      }
    },
    progress: () => progress,
    history: async () =>
      (await publisher.history()).map(({ version, atMs, note: words, count, rollbackOf, overrideReason }) => ({
        version,
        atMs,
        note: words,
        count,
        ...(rollbackOf === undefined ? {} : { rollbackOf }),
        ...(overrideReason ? { overrideReason } : {}),
      })),
    check,
  };
}

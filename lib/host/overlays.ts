import type { Adapter } from '@/lib/console/adapter';
import { checkOverlay, getHosts, parseOverlay } from '@/lib/console/overlay/check-overlay';
import type { Clock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import { fail, ok, type Result } from '@/lib/core/result';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import type { OverlayInfo, OverlayReason } from '@/lib/platform/methods/teach-methods';

/** Taught rules by host: one row of the settings each, checked again whenever they are read. */
export interface Overlays {
  /** Reads what is stored; call it again when the settings were wiped. */
  load(): Promise<void>;
  of(host: string): Adapter | null;
  list(): OverlayInfo[];
  /** Takes rules that were taught in a page of `host`. */
  save(raw: unknown, host: string): Promise<Result<OverlayInfo, OverlayReason>>;
  /** Takes a file. */
  importText(text: string): Promise<Result<OverlayInfo, OverlayReason>>;
  exportText(host: string): string | null;
  remove(host: string): Promise<void>;
}

export interface OverlayDeps {
  settings: SettingsStore;
  clock: Clock;
  isSelector(css: string): boolean;
  /** True when the agent has allowed this host. */
  isAllowed(host: string): Promise<boolean>;
  /** What is wrong with the composer on open pages of that host; null = nothing. */
  checkOnPages(host: string, overlay: Adapter): Promise<'composer-not-editable' | 'composer-far' | null>;
  onChange(): void;
}

const PREFIX = 'overlay:';
const log = createLog('overlays');

/** Creates the store of taught rules. */
export function createOverlays(deps: OverlayDeps): Overlays {
  let known = new Map<string, { overlay: Adapter; savedAtMs: number }>();

  const toInfo = (host: string): OverlayInfo | null => {
    const one = known.get(host);
    return one ? { host, savedAtMs: one.savedAtMs, proof: one.overlay.proof } : null;
  };

  const put = async (overlay: Adapter): Promise<Result<OverlayInfo, OverlayReason>> => {
    const host = getHosts(overlay)[0] ?? '';
    if (!(await deps.isAllowed(host))) return fail('host-not-allowed', host);
    const problem = await deps.checkOnPages(host, overlay);
    if (problem) return fail(problem, host);
    const row = { overlay, savedAtMs: deps.clock.now() };
    await deps.settings.put(`${PREFIX}${host}`, row);
    known.set(host, row);
    deps.onChange();
    return ok({ host, savedAtMs: row.savedAtMs, proof: overlay.proof });
  };

  return {
    async load() {
      const next: typeof known = new Map();
      for (const [key, value] of Object.entries(await deps.settings.all())) {
        if (!key.startsWith(PREFIX) || typeof value !== 'object' || value === null) continue;
        const row = value as { overlay?: unknown; savedAtMs?: unknown };
        const checked = checkOverlay(row.overlay, deps.isSelector);
        if (checked.ok)
          next.set(key.slice(PREFIX.length), { overlay: checked.value, savedAtMs: Number(row.savedAtMs) || 0 });
        else log.warn('a stored overlay is not used', { reason: checked.reason });
      }
      const before = JSON.stringify([...known]);
      known = next;
      if (JSON.stringify([...next]) !== before) deps.onChange();
    },
    of: (host) => known.get(host)?.overlay ?? null,
    list: () => [...known.keys()].sort().flatMap((host) => toInfo(host) ?? []),
    async save(raw, host) {
      const checked = checkOverlay(raw, deps.isSelector);
      if (!checked.ok) return checked;
      // a page teaches itself and no other
      if (getHosts(checked.value)[0] !== host) return fail('no-host', host);
      return put(checked.value);
    },
    async importText(text) {
      const checked = parseOverlay(text, deps.isSelector);
      return checked.ok ? put(checked.value) : checked;
    },
    exportText: (host) => {
      const one = known.get(host);
      return one ? `${JSON.stringify(one.overlay, null, 2)}\n` : null;
    },
    async remove(host) {
      await deps.settings.remove(`${PREFIX}${host}`);
      known.delete(host);
      deps.onChange();
    },
  };
}

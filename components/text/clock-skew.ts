import type { TFunction } from 'i18next';
import type { SyncSource } from '@/lib/platform/messages';

/** A clock that is wrong by less does no harm: notices start by the minute. */
const TOLERATED_MS = 120_000;

/** A sentence when this machine's clock is wrong by a server that said its time; null when it is right or unknown. */
export function toSkewText(t: TFunction, sources: readonly SyncSource[]): string | null {
  const worst = sources.reduce((most, { skewMs = 0 }) => (Math.abs(skewMs) > Math.abs(most) ? skewMs : most), 0);
  if (Math.abs(worst) < TOLERATED_MS) return null;
  const minutes = Math.round(Math.abs(worst) / 60_000);
  // The server ahead of us means that we are slow.
  return t(worst > 0 ? 'desk.sources.skewSlow' : 'desk.sources.skewFast', { minutes });
}

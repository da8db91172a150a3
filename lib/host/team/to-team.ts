import { MethodError } from '../methods/method-group';
import type { TeamHost } from './create-team-host';

/** The team's side of the host; refused where a host was made without one. */
export function toTeam({ team }: { team?: TeamHost }): TeamHost {
  if (!team) throw new MethodError('not-allowed');
  return team;
}

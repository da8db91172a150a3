import type { Clock } from '@/lib/core/clock';
import type { LlmSettingsView } from '@/lib/platform/methods/llm-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import type { Brain } from '../brain';
import type { Workbench } from '../workbench';
import { sleep } from './jobs/job';
import type { LlmLine } from './line';

/** What the lead's work with the LLM stands on. */
export interface LlmDeskDeps {
  clock: Clock;
  line: LlmLine;
  settings(): Promise<LlmSettingsView>;
  bench(): Workbench;
  brain(): Brain;
  assistantSettings(): AssistantSettings;
  /** Live entries that the brain should know. */
  entryCount(): number;
  /** What views read of these jobs has changed. */
  changed(): void;
  /** Own knowledge has changed. */
  knowledgeChanged(): void;
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

const LOOK_MS = 250;
/** A brain that is made anew has everything again within seconds. */
const LONGEST_MS = 60_000;

/**
 * Waits until the brain knows what is live: one that has just been made would find no neighbour for anything. False when it does not
 * come.
 */
export async function untilBrainKnows(deps: LlmDeskDeps, signal: AbortSignal): Promise<boolean> {
  for (let waited = 0; waited <= LONGEST_MS && !signal.aborted; waited += LOOK_MS) {
    const size = await deps
      .brain()
      .size()
      .catch(() => -1);
    if (size >= deps.entryCount()) return true;
    await (deps.sleep ?? sleep)(LOOK_MS, signal);
  }
  return false;
}

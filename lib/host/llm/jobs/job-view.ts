import type { LlmJobView } from '@/lib/platform/methods/askings-methods';
import type { LlmSettingsView } from '@/lib/platform/methods/llm-methods';
import { costOf } from '../askings/estimate-run';
import type { Job } from './job';

/** A job as views show it, with what it has cost so far. */
export async function toJobView(job: Job, settings: LlmSettingsView): Promise<LlmJobView> {
  const state = await job.state();
  return { ...state, cost: costOf(state.tokens, settings) };
}

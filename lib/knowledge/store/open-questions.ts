import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { DeskmateDatabase } from './database';
import type { OpenQuestionRow } from './rows';

/** Buyer questions that nobody could answer yet ("ask lead"). Texts come in redacted. */
export interface OpenQuestions {
  add(row: Pick<OpenQuestionRow, 'question' | 'scene'>): Promise<OpenQuestionRow>;
  setState(id: string, state: OpenQuestionRow['state']): Promise<void>;
  /** Newest first. */
  list(): Promise<OpenQuestionRow[]>;
}

/** Creates the list over the tables. */
export const createOpenQuestions = (db: DeskmateDatabase, clock: Clock): OpenQuestions => ({
  async add(given) {
    const row: OpenQuestionRow = { ...given, id: createId(), atMs: clock.now(), state: 'open' };
    await db.openQuestions.add(row);
    return row;
  },
  async setState(id, state) {
    await db.openQuestions.update(id, { state });
  },
  list: () => db.openQuestions.orderBy('atMs').reverse().toArray(),
});

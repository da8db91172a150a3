import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { DeskmateDatabase } from './database';
import type { OpenQuestionRow } from './rows';

/** Buyer questions that nobody could answer yet ("ask lead"). Texts come in redacted. */
export interface OpenQuestions {
  /** The same question that is still open is not kept twice. */
  add(row: Pick<OpenQuestionRow, 'question' | 'scene' | 'shop' | 'product'>): Promise<OpenQuestionRow>;
  get(id: string): Promise<OpenQuestionRow | null>;
  /** `entryId`: the draft entry that its answer became. */
  setState(id: string, state: OpenQuestionRow['state'], entryId?: string): Promise<void>;
  /** Newest first. */
  list(): Promise<OpenQuestionRow[]>;
}

/** Creates the list over the tables. */
export const createOpenQuestions = (db: DeskmateDatabase, clock: Clock): OpenQuestions => ({
  add: (given) =>
    db.transaction('rw', db.openQuestions, async () => {
      const isSame = (row: OpenQuestionRow) => row.state === 'open' && row.question === given.question;
      const known = await db.openQuestions.filter(isSame).first();
      if (known) return known;
      const row: OpenQuestionRow = { ...given, id: createId(), atMs: clock.now(), state: 'open' };
      await db.openQuestions.add(row);
      return row;
    }),
  get: async (id) => (await db.openQuestions.get(id)) ?? null,
  async setState(id, state, entryId) {
    await db.openQuestions.update(id, { state, ...(entryId ? { entryId } : {}) });
  },
  list: () => db.openQuestions.orderBy('atMs').reverse().toArray(),
});

import { type PracticeScript, practiceScriptSchema } from './script-schema';
import data from './scripts.json';

/** The shop of the practice console. */
export const PRACTICE_SHOP = { id: 'practice-shop', name: '练习小店' } as const;

/** The three scripted buyers, in the order of the conversation list. */
export const PRACTICE_SCRIPTS: readonly PracticeScript[] = data.map((row) => practiceScriptSchema.parse(row));

import type { Entry } from '@/lib/knowledge/schema';

/** True for knowledge that an LLM may read: the team's, for buyers; never one agent's own or what stays inside. */
export const isOpenEntry = (entry: Entry): boolean => entry.scope !== 'me' && entry.internal !== true;

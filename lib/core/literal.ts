/** Words as a piece of a pattern that matches exactly them. */
export const toLiteral = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

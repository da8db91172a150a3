import type { Entry } from './schema';

/** Texts of an entry that may be written to a buyer; what only agents read is not among them. */
export function buyerTexts(entry: Entry): string[] {
  if (entry.internal) return [];
  switch (entry.kind) {
    case 'answer':
      return [
        entry.answer,
        ...(entry.variants ?? []).map((variant) => variant.text),
        ...given(entry.probe, entry.recommend),
      ];
    case 'card':
      return [...(entry.send ?? []).map((piece) => piece.text), ...given(entry.ask)];
    case 'playbook':
      return [...entry.options.map((option) => option.text), ...given(entry.closing)];
    case 'notice':
      return [entry.wording];
    case 'subtext':
      return [entry.probe];
    default:
      return [];
  }
}

const given = (...texts: (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);

import type { Finding, SourceInfo, Suggestion } from '../view-model';
import type { CheckedCandidate } from './check-candidate';
import type { DraftStyle } from './draft-schema';
import type { CitedSource } from './prompt';

const PAGE_SOURCE: SourceInfo = {
  entryId: '',
  kind: 'shop',
  title: '',
  from: 'own',
  sources: [],
  stale: false,
  internal: false,
};

/** Infos of the cited entries, each once; page fields and shop facts are no entries. */
const listInfos = (cites: readonly CitedSource[]): SourceInfo[] => {
  const infos = new Map<string, SourceInfo>();
  for (const { source } of cites) if (source) infos.set(source.id, source.info);
  return [...infos.values()];
};

/** A checked candidate as views show it. `id` must be unique to the run that wrote it. */
export function toLlmSuggestion(
  id: string,
  style: DraftStyle,
  checked: CheckedCandidate,
  guardFindings: readonly Finding[],
): Suggestion {
  const cites = listInfos(checked.cites);
  const first = cites[0] ?? PAGE_SOURCE;
  const refs = new Map(checked.cites.map((source) => [source.ref, source.entryId]));
  const findings = [...checked.findings, ...guardFindings];
  return {
    id,
    entryId: cites.map(({ entryId }) => entryId).join(' '),
    origin: 'llm',
    title: first.title,
    text: checked.text,
    slots: [],
    confidence: checked.grounded,
    why: [{ code: 'llm', terms: cites.map(({ title }) => title) }],
    source: first,
    cites,
    style,
    claims: checked.claims.map(({ start, end, refs: of }) => ({
      start,
      end,
      entryIds: of.flatMap((ref) => refs.get(ref) ?? []),
    })),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

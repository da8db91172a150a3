import { Skeleton } from '@mantine/core';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { getBuyerTexts } from '@/lib/knowledge/entry';
import type { NoticeDraft } from '@/lib/knowledge/notice-draft';
import type { Entry } from '@/lib/knowledge/schema';
import type { LeadNotice } from '@/lib/platform/methods/team-methods';
import { NoticeForm } from './notice-form';
import type { Push } from './use-push';

const EMPTY: NoticeDraft = {
  title: '',
  wording: '',
  reason: '',
  mustRead: true,
  scenes: [],
  triggers: [],
  entries: [],
  from: '',
  to: '',
  groups: [],
  shops: [],
  replacesEntries: [],
  replacesTexts: [],
};

/** A notice made of an entry: it governs what the entry answered, and starts from its words. */
const fromEntryOf = (entry: Entry): NoticeDraft => ({
  ...EMPTY,
  title: entry.title,
  wording: getBuyerTexts(entry)[0] ?? '',
  triggers: entry.kind === 'card' || entry.kind === 'playbook' ? (entry.triggers ?? []) : [],
  entries: [entry.id],
  replacesEntries: entry.kind === 'answer' ? [entry.id] : [],
  groups: entry.groups ?? [],
  shops: entry.shops ?? [],
});

/** The form of a stored notice, of an entry to become one, or an empty one. */
export function NoticeEditor(props: {
  notice: LeadNotice | undefined;
  fromSource: string | undefined;
  fromEntry: string | undefined;
  push: Push;
}) {
  const { notice, fromSource, fromEntry, push } = props;
  const isFromEntry = notice === undefined && fromSource !== undefined && fromEntry !== undefined;
  const { data: entry, isLoading } = useHostQuery(
    'knowledge.get',
    { source: fromSource ?? '', id: fromEntry ?? '' },
    { enabled: isFromEntry },
  );
  if (isFromEntry && isLoading) return <Skeleton height={240} radius="md" />;
  const start = notice ?? (isFromEntry && entry ? fromEntryOf(entry) : EMPTY);
  return <NoticeForm start={start} push={push} />;
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHostClient } from '@/components/host-client-context';
import type { HostEvent, HostMethod } from '@/lib/platform/messages';

type Changed = Extract<HostEvent, { type: 'changed' }>['what'][number];

/** Which reads a change makes stale. Knowledge changes what facts unlock, and the sizes of the privacy report. */
const STALE: Record<Changed, HostMethod[]> = {
  knowledge: [
    'knowledge.list',
    'knowledge.get',
    'search',
    'shop.list',
    'sync.status',
    'privacy.report',
    'undo.list',
    'editor.row.get',
    'editor.history.list',
    'editor.folders.list',
    'notice.list',
    'publish.plan',
    'phrases.home.get',
    'phrases.folder.list',
    'backup.status',
  ],
  sync: ['sync.status'],
  shop: ['shop.list', 'privacy.report'],
  settings: ['settings.get', 'editor.author.get'],
  feedback: ['feedback.list', 'editor.missed.list', 'privacy.report'],
  llm: ['llm.settings.get', 'llm.outbound.list', 'privacy.report'],
  askings: ['askings.job.get', 'askings.list.get', 'conflicts.job.get', 'conflicts.list.get'],
  notices: ['notice.current', 'notice.list'],
  team: ['team.list', 'lead.state'],
  publish: ['lead.state', 'publish.progress', 'publish.history', 'notice.list'],
  // Counts change with every reply: the page on use reads them when it opens.
  usage: [],
  phrases: ['phrases.home.get', 'phrases.folder.list', 'search', 'backup.status'],
  questions: ['ask.list', 'editor.missed.list', 'privacy.report'],
  overlays: ['overlay.list'],
  consoles: ['tab.list'],
};

/** Reads again what the host says has changed, and everything after a new connection (events were missed meanwhile). */
export function useHostChanges(): void {
  const client = useHostClient();
  const queries = useQueryClient();
  useEffect(() => {
    const stopEvents = client.subscribe((event) => {
      if (event.type !== 'changed') return;
      const methods = new Set(event.what.flatMap((what) => STALE[what] ?? []));
      for (const method of methods) void queries.invalidateQueries({ queryKey: [method] });
    });
    const stopState = client.onState((state) => {
      if (state === 'connected') void queries.invalidateQueries();
    });
    return () => {
      stopEvents();
      stopState();
    };
  }, [client, queries]);
}

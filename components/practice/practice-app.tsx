import { AppFrame } from '@/components/app/app-frame';
import type { HostClient } from '@/lib/platform/host-client';
import type { PracticeEngine } from '@/lib/practice/engine';
import { PracticeConsole } from './practice-console';

export interface PracticeAppProps {
  client: HostClient;
  engine: PracticeEngine;
  /** Address of the side panel bound to this tab, shown in a frame where the browser has no side panel open. */
  panelUrl?: string | undefined;
}

/** The practice page: a seller console of our own with scripted buyers. */
export function PracticeApp({ client, engine, panelUrl }: PracticeAppProps) {
  return (
    <AppFrame client={client}>
      <PracticeConsole engine={engine} panelUrl={panelUrl} />
    </AppFrame>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { saveFile } from '@/components/desk/import/save-file';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type {
  BundleFileView,
  LeadState,
  PublishDone,
  PublishPlanView,
  PublishProgressView,
} from '@/lib/platform/methods/publish-methods';
import type { FolderHandle } from '@/lib/team/publish/folder-writer';
import { zipFiles } from '@/lib/team/publish/zip-files';
import { fillFiles, pickFolder, readFolder, writeFolder } from './bundle-folder';

export interface RunParams {
  note: string;
  overrideReason?: string;
  rollbackTo?: number;
}

export interface Publishing {
  plan: PublishPlanView | undefined;
  planError: unknown;
  isPlanning: boolean;
  /** Looks again at what lies there. */
  look(): void;
  /** A folder was picked to write to. */
  hasFolder: boolean;
  pick(): Promise<void>;
  /** True when it was published. */
  run(params: RunParams): Promise<boolean>;
  isRunning: boolean;
  progress: PublishProgressView | null;
  done: PublishDone | null;
  error: unknown;
}

/** One publication from plan to done, wherever it goes: to a server by the host, to a folder or a zip by this page. */
export function usePublish(state: LeadState, options: { plans?: boolean } = {}): Publishing {
  const client = useHostClient();
  const queries = useQueryClient();
  const isByHand = state.destination?.kind === 'files';
  const [folder, setFolder] = useState<FolderHandle | null>(null);
  const [files, setFiles] = useState<BundleFileView[] | undefined>(undefined);
  const [isRunning, setRunning] = useState(false);
  const [done, setDone] = useState<PublishDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  const plan = useHostQuery('publish.plan', files ? { files } : {}, {
    forget: true,
    enabled: options.plans ?? true,
  });
  const { data: progress = null } = useHostQuery('publish.progress', {});

  const look = () => void queries.invalidateQueries({ queryKey: ['publish.plan'] });

  async function deliver(result: PublishDone): Promise<void> {
    if (!result.files) return;
    const filled = await fillFiles(client, result.files);
    if (!folder) {
      saveFile(`deskmate-v${result.version}.zip`, new Uint8Array(zipFiles(filled)), 'application/zip');
      return;
    }
    const written = await writeFolder(folder, filled);
    if (!written.ok) throw { reason: `publish-${written.reason}` };
    setFiles(await readFolder(folder));
  }

  return {
    plan: plan.data,
    planError: plan.error,
    isPlanning: plan.isFetching,
    look,
    hasFolder: folder !== null,
    pick: async () => {
      const picked = await pickFolder();
      if (!picked) return;
      setFolder(picked);
      setFiles(await readFolder(picked));
    },
    run: async (params) => {
      setRunning(true);
      setDone(null);
      setError(null);
      try {
        const result = await client.call('publish.run', {
          ...params,
          ...(isByHand && files ? { files } : {}),
        });
        await deliver(result);
        setDone(result);
        return true;
      } catch (reason) {
        setError(reason);
        return false;
      } finally {
        setRunning(false);
        look();
      }
    },
    isRunning,
    progress,
    done,
    error,
  };
}

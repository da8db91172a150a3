import { useMutation } from '@tanstack/react-query';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import { makeBackupFile, restoreBackupFile } from './backup-file';

/** One press saves everything that exists on this machine only as a file; another puts it back. */
export function useBackup(): { create(): void; restore(file: File): void; isBusy: boolean } {
  const { show } = useToasts();
  const client = useHostClient();
  const creating = useMutation({
    networkMode: 'always',
    mutationFn: () => makeBackupFile(client),
    onSuccess: ({ name, parts }) => {
      download(name, parts);
      show('backed-up');
    },
    onError: () => show('stopped'),
  });
  const restoring = useMutation({
    networkMode: 'always',
    mutationFn: (text: string) => restoreBackupFile(client, text),
    onSuccess: (result) => show(result.ok ? 'restored' : `restore-${result.reason}`),
    onError: () => show('restore-invalid'),
  });
  return {
    isBusy: creating.isPending || restoring.isPending,
    create: () => creating.mutate(),
    restore: (file) => {
      file.text().then(
        (text) => restoring.mutate(text),
        () => show('restore-not-a-backup'),
      );
    },
  };
}

function download(name: string, parts: string[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

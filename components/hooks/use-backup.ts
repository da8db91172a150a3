import { useHostAction } from '@/components/hooks/use-host-action';
import { useToasts } from '@/components/ui/toasts';

/** One press saves everything that exists on this machine only as a file; another puts it back. */
export function useBackup(): { create(): void; restore(file: File): void; isBusy: boolean } {
  const { show } = useToasts();
  const creating = useHostAction('backup.create');
  const restoring = useHostAction('backup.restore');
  return {
    isBusy: creating.isPending || restoring.isPending,
    create: () =>
      creating.mutate(
        {},
        {
          onSuccess: ({ name, text }) => {
            download(name, text);
            show('backed-up');
          },
          onError: () => show('stopped'),
        },
      ),
    restore: (file) => {
      file.text().then(
        (text) =>
          restoring.mutate(
            { text },
            {
              onSuccess: (result) => show(result.ok ? 'restored' : `restore-${result.reason}`),
              onError: () => show('restore-invalid'),
            },
          ),
        () => show('restore-not-a-backup'),
      );
    },
  };
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

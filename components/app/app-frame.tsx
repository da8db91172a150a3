import '@mantine/core/styles.css';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useHostChanges } from '@/components/hooks/use-host-changes';
import { useSettings } from '@/components/hooks/use-settings';
import { HostClientProvider } from '@/components/host-client-context';
import { ErrorBoundary } from '@/components/ui/error-boundary';
import type { HostClient } from '@/lib/platform/host-client';
import { type Appearance, getAppearance, saveAppearance } from './appearance';
import { BrokenView } from './broken-view';
import { createI18n } from './create-i18n';
import { theme } from './theme';

// A pushed view is on its way to the screen in the same task: the library's own timer of zero is held back in pages behind others.
notifyManager.setScheduler(queueMicrotask);

/** Reads are local and change by event: never paused offline, never stale by time, never retried behind the agent's back. */
const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

/** Everything that a full view needs around it: host line, queries, words, colours. */
export function AppFrame({ client, children }: { client: HostClient; children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  return (
    <HostClientProvider client={client}>
      <QueryClientProvider client={queries}>
        <Appearing>{children}</Appearing>
      </QueryClientProvider>
    </HostClientProvider>
  );
}

function Appearing({ children }: { children: ReactNode }) {
  useHostChanges();
  const { settings } = useSettings();
  const [first] = useState(getAppearance);
  const { language, colorScheme }: Appearance = settings ?? first;
  const [i18n] = useState(() => createI18n(first.language));
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
    document.documentElement.lang = language;
    saveAppearance({ language, colorScheme });
  }, [i18n, language, colorScheme]);
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        forceColorScheme={colorScheme === 'auto' ? undefined : colorScheme}
      >
        <ErrorBoundary fallback={<BrokenView />}>{children}</ErrorBoundary>
      </MantineProvider>
    </I18nextProvider>
  );
}

import '@/components/app/theme.css';
import './strip.css';
import { type ReactNode, useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { type Appearance, getAppearance } from '@/components/app/appearance';
import { createI18n } from '@/components/app/create-i18n';
import { HostClientProvider } from '@/components/host-client-context';
import { ToastProvider } from '@/components/ui/toasts';
import type { HostClient } from '@/lib/platform/host-client';
import { Strip } from './strip';

/** The strip inside a console page: no component library and no query cache, since it loads on every console. */
export function StripApp({ client }: { client: HostClient }) {
  return (
    <HostClientProvider client={client}>
      <Appearing client={client}>
        <ToastProvider tabId="all" place="strip">
          <Strip />
        </ToastProvider>
      </Appearing>
    </HostClientProvider>
  );
}

function Appearing({ client, children }: { client: HostClient; children: ReactNode }) {
  const [appearance, setAppearance] = useState<Appearance>(getAppearance);
  const [i18n] = useState(() => createI18n(appearance.language));
  useEffect(() => {
    const read = () => {
      // Without an answer the remembered appearance stays.
      client.call('settings.get', {}).then(setAppearance, () => undefined);
    };
    read();
    return client.subscribe((event) => {
      if (event.type === 'changed' && event.what.includes('settings')) read();
    });
  }, [client]);
  useEffect(() => {
    if (i18n.language !== appearance.language) void i18n.changeLanguage(appearance.language);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const paint = () => {
      const scheme = appearance.colorScheme === 'auto' ? (dark.matches ? 'dark' : 'light') : appearance.colorScheme;
      document.documentElement.dataset.mantineColorScheme = scheme;
      document.documentElement.lang = appearance.language;
    };
    paint();
    dark.addEventListener('change', paint);
    return () => dark.removeEventListener('change', paint);
  }, [appearance, i18n]);
  return <I18nextProvider i18n={i18n}>{children}</I18nextProvider>;
}

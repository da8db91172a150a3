import { AppFrame } from '@/components/app/app-frame';
import { ToastProvider } from '@/components/ui/toasts';
import type { HostClient } from '@/lib/platform/host-client';
import { AskingsPage } from './askings/askings-page';
import styles from './desk.module.css';
import { DeskNav } from './desk-nav';
import { useUnsavedGuard } from './editor/use-unsaved-guard';
import { FeedbackPage } from './feedback-page';
import { ImportPage } from './import/import-page';
import { InsightPage } from './insight/insight-page';
import { KnowledgePage } from './knowledge-page';
import { LlmPage } from './llm-page';
import { NoticesPage } from './notices/notices-page';
import { PrivacyPage } from './privacy-page';
import { PublishPage } from './publish/publish-page';
import { QuestionsPage } from './questions-page';
import { SettingsPage } from './settings-page';
import { ShopPage } from './shop-page';
import { ShortcutsPage } from './shortcuts-page';
import { SourcesPage } from './sources-page';
import { TeamPage } from './team/team-page';
import { type Route, useRoute } from './use-route';

/** The full-page view for leads and settings. */
export function DeskApp({ client }: { client: HostClient }) {
  return (
    <AppFrame client={client}>
      <ToastProvider tabId={null}>
        <Desk />
      </ToastProvider>
    </AppFrame>
  );
}

function Desk() {
  const route = useRoute();
  useUnsavedGuard();
  return (
    <div className={styles.desk}>
      <DeskNav page={route.page} />
      <main className={styles.main} data-testid="desk" data-page={route.page}>
        <Page route={route} />
      </main>
    </div>
  );
}

function Page({ route: { page, rest } }: { route: Route }) {
  switch (page) {
    case 'knowledge':
      return <KnowledgePage entryId={rest[0]} source={rest[1]} />;
    case 'askings':
      return <AskingsPage tab={rest[0]} />;
    case 'import':
      return <ImportPage />;
    case 'notices':
      return <NoticesPage open={rest[0]} fromSource={rest[1]} fromEntry={rest[2]} />;
    case 'publish':
      return <PublishPage />;
    case 'insight':
      return <InsightPage />;
    case 'team':
      return <TeamPage />;
    case 'shop':
      return <ShopPage focus={rest[0]} />;
    case 'sources':
      return <SourcesPage />;
    case 'questions':
      return <QuestionsPage />;
    case 'feedback':
      return <FeedbackPage />;
    case 'shortcuts':
      return <ShortcutsPage />;
    case 'llm':
      return <LlmPage />;
    case 'privacy':
      return <PrivacyPage />;
    case 'settings':
      return <SettingsPage />;
  }
}

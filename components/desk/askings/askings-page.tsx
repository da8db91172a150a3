import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeskPage } from '../desk-page';
import { toHash } from '../use-route';
import { ConflictsList } from './conflicts-list';
import { JobCard } from './job-card';
import { ReviewList } from './review-list';

/** What the LLM proposes for the knowledge itself, before a buyer asks: askings, and contradictions in words. */
export function AskingsPage({ tab }: { tab: string | undefined }) {
  const { t } = useTranslation();
  const shown = tab === 'conflicts' ? 'conflicts' : 'askings';
  const open = (next: string | null) => {
    window.location.hash = next === 'conflicts' ? toHash('askings', 'conflicts') : toHash('askings');
  };
  return (
    <DeskPage title={t('desk.nav.askings')} lead={t('askings.lead')}>
      <Tabs value={shown} onChange={open} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="askings">{t('askings.tab.askings')}</Tabs.Tab>
          <Tabs.Tab value="conflicts" data-testid="tab-conflicts">
            {t('askings.tab.conflicts')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="askings">
          <JobCard name="askings" />
          <ReviewList />
        </Tabs.Panel>
        <Tabs.Panel value="conflicts">
          <JobCard name="conflicts" />
          <ConflictsList />
        </Tabs.Panel>
      </Tabs>
    </DeskPage>
  );
}

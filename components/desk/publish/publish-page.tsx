import { Skeleton, Stepper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeskPage } from '@/components/desk/desk-page';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { ChangesCard } from './changes-card';
import { DestinationCard } from './destination-card';
import { HistoryCard } from './history-card';
import { InviteCard } from './invite-card';
import { LeadTeamCard } from './lead-team-card';

/** The lead's way from "no team yet" to "published": team and key, where to, what changes, the code for the agents, versions. */
export function PublishPage() {
  const { t } = useTranslation();
  const { data: state } = useHostQuery('lead.state', {});
  if (!state)
    return (
      <DeskPage title={t('desk.nav.publish')} lead={t('publish.lead')}>
        <Skeleton height={160} radius="md" />
      </DeskPage>
    );
  const isReady = state.team !== null && state.destination !== null;
  return (
    <DeskPage title={t('desk.nav.publish')} lead={t('publish.lead')}>
      {!isReady && (
        <Stepper size="xs" mb="md" active={state.team ? 1 : 0} data-testid="publish-steps">
          <Stepper.Step label={t('publish.steps.team')} />
          <Stepper.Step label={t('publish.steps.to')} />
          <Stepper.Step label={t('publish.steps.publish')} />
        </Stepper>
      )}
      {isReady && <ChangesCard state={state} />}
      {isReady && state.joinCode && <InviteCard state={state} code={state.joinCode} />}
      <LeadTeamCard state={state} />
      {state.team && <DestinationCard key={JSON.stringify(state.destination)} state={state} />}
      {isReady && <HistoryCard state={state} />}
    </DeskPage>
  );
}

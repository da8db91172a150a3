import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskPage } from '@/components/desk/desk-page';
import { toHash } from '@/components/desk/use-route';
import { useHostQuery } from '@/components/hooks/use-host-query';
import styles from '../desk.module.css';
import { JoinForm } from './join-form';
import { MembershipCard } from './membership-card';
import { NoticesInForce } from './notices-in-force';

/** The agent's side of the team: join by a code, see what was joined, what is in force, leave. */
export function TeamPage() {
  const { t } = useTranslation();
  const [fresh, setFresh] = useState<string | null>(null);
  const [hasCode, setHasCode] = useState(false);
  const { data: teams = [], isLoading } = useHostQuery('team.list', {});
  const { data: sources = [] } = useHostQuery('sync.status', {});
  return (
    <DeskPage
      title={t('desk.nav.team')}
      lead={t('team.lead')}
      actions={
        <Anchor size="sm" href={toHash('publish')}>
          {t('team.isLead')}
        </Anchor>
      }
    >
      <JoinForm onJoined={setFresh} onCode={setHasCode} />
      {teams.length > 0 && <h2 className={styles.h2}>{t('team.mine')}</h2>}
      <ul className={styles.sources}>
        {teams.map((team) => (
          <MembershipCard
            key={team.sourceId}
            team={team}
            source={sources.find((source) => source.id === team.sourceId)}
            isNew={team.sourceId === fresh}
          />
        ))}
      </ul>
      {/* whoever has just pasted a code reads whose it is, not that there is none */}
      {!isLoading && teams.length === 0 && !hasCode && (
        <p className={styles.empty} data-testid="team-none">
          {t('team.none')}
        </p>
      )}
      <NoticesInForce />
    </DeskPage>
  );
}

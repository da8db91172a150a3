import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SCENES } from '@/components/desk/scene-options';
import { toHash } from '@/components/desk/use-route';
import styles from '../desk.module.css';

/** Fewer entries than this leave a scene thin. */
const THIN = 5;

/** How many live entries each of the 28 scenes has. */
export function Coverage({ coverage }: { coverage: Record<string, number> }) {
  const { t } = useTranslation();
  return (
    <section className={styles.panelBox} data-testid="insight-coverage">
      <h2 className={styles.h2}>{t('insight.coverage.title')}</h2>
      <p className={styles.rowMeta}>{t('insight.coverage.text')}</p>
      {Object.entries(SCENES).map(([group, scenes]) => (
        <div key={group} className={styles.coverageGroup}>
          <span className={styles.coverageName}>{t(`sceneGroup.${group}`)}</span>
          <ul className={styles.coverageRow}>
            {scenes.map((scene) => {
              const id = `${group}.${scene}`;
              const count = coverage[id] ?? 0;
              return (
                <li key={id} data-testid="coverage" data-scene={id} data-count={count} data-thin={count < THIN}>
                  {t(`scene.${id}`)} <strong>{count}</strong>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      <Anchor size="sm" href={toHash('knowledge')}>
        {t('desk.nav.knowledge')}
      </Anchor>
    </section>
  );
}

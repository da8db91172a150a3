import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { TabView } from '@/lib/platform/messages';
import styles from './panel.module.css';

/** Problems in what stands in the console's own box, while it is typed. Nothing is shown for a clean draft. */
export function DraftFindings({ draft }: { draft: TabView['draft'] }) {
  const { t } = useTranslation();
  if (!draft || draft.findings.length === 0) return null;
  return (
    <section className={styles.draft} aria-label={t('draft.title')} data-testid="draft-findings">
      <strong>{t('draft.title')}</strong>
      <ul>
        {draft.findings.map((finding) => (
          <li
            key={`${finding.rule}-${finding.start}-${finding.end}`}
            className={styles.warn}
            data-testid="finding"
            data-type={finding.type}
            data-severity={finding.severity}
          >
            {finding.severity === 'red' ? (
              <IconAlertOctagon size={14} aria-hidden />
            ) : (
              <IconAlertTriangle size={14} aria-hidden />
            )}
            <span>
              {t(`finding.${finding.type}`)}
              {finding.span && <HarmlessText text={t('finding.span', { span: finding.span })} max={120} />}
              <span className={styles.findingWhy} data-testid="finding-why">
                {t(`findingWhy.${finding.type}`)}
              </span>
              {finding.fix !== undefined && (
                <span className={styles.muted}> {t('draft.fix', { fix: finding.fix || t('draft.remove') })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

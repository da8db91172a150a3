import { IconAlertOctagon, IconAlertTriangle, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { TabView } from '@/lib/platform/messages';
import type { Finding } from '@/lib/suggest/view-model';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';

/** Problems in what stands in the console's own box, while it is typed. Nothing is shown for a clean draft. */
export function DraftFindings({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const { canInsert, fix } = usePanelActions();
  const { draft } = tab;
  if (!draft || draft.findings.length === 0) return null;
  return (
    <section className={styles.draft} aria-label={t('draft.title')} data-testid="draft-findings">
      <strong>{t('draft.title')}</strong>
      {draft.held && (
        <p className={styles.held} role="status" data-testid="draft-held">
          <IconHandStop size={14} aria-hidden /> {t('draft.held')}
        </p>
      )}
      <ul>
        {draft.findings.map((finding) => (
          <FindingRow
            key={`${finding.rule}-${finding.start}-${finding.end}`}
            finding={finding}
            onFix={canInsert && finding.fix !== undefined ? () => fix(tab.ref, draft.text, finding) : null}
          />
        ))}
      </ul>
    </section>
  );
}

function FindingRow({ finding, onFix }: { finding: Finding; onFix: (() => void) | null }) {
  const { t } = useTranslation();
  const rewrite = finding.fix || t('draft.remove');
  return (
    <li
      className={styles.warn}
      data-testid="finding"
      data-type={finding.type}
      data-rule={finding.rule}
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
        {onFix ? (
          <button
            type="button"
            className={styles.fix}
            data-testid="finding-fix"
            title={t('draft.fixTitle')}
            onClick={(event) => {
              if (event.nativeEvent.isTrusted) onFix();
            }}
          >
            {t('draft.fix', { fix: rewrite })}
          </button>
        ) : (
          finding.fix !== undefined && <span className={styles.muted}> {t('draft.fix', { fix: rewrite })}</span>
        )}
      </span>
    </li>
  );
}

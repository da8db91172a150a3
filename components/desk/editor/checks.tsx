import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toSourceName } from '@/components/text/source-name';
import type { EntryCheck } from '@/lib/platform/methods/editor-methods';
import { toHash } from '../use-route';
import styles from './editor.module.css';

/** What speaks against the entry as it stands: what cannot be saved, what the guard finds, what says the same or the contrary. */
export function Checks({ check }: { check: EntryCheck | null }) {
  const { t } = useTranslation();
  if (!check) return null;
  const { problem, findings, similar } = check;
  if (!problem && findings.length === 0 && similar.length === 0) return null;
  return (
    <ul className={styles.checks} aria-label={t('editor.checks')} data-testid="entry-checks">
      {problem && (
        <li data-severity="red" data-testid="entry-problem">
          {t('editor.incomplete')} <span className={styles.detail}>{problem.detail}</span>
        </li>
      )}
      {findings.map((finding) => (
        <li
          key={`${finding.text} ${finding.start} ${finding.type}`}
          data-severity={finding.severity}
          data-type={finding.type}
          data-testid="entry-finding"
        >
          {t(`finding.${finding.type}`)}
          {t('finding.span', { span: finding.span })}
          {finding.fix !== undefined && finding.fix !== '' && ` · ${t('draft.fix', { fix: finding.fix })}`}
        </li>
      ))}
      {similar.slice(0, 5).map((one) => (
        <li
          key={`${one.source} ${one.id}`}
          data-severity={one.saysTheSame ? 'gray' : 'amber'}
          data-testid="entry-similar"
          data-same={one.saysTheSame}
        >
          {t(one.saysTheSame ? 'editor.twin' : 'editor.contradiction')}{' '}
          <Anchor size="sm" href={toHash('knowledge', one.id, one.source)}>
            <bdi>{one.title}</bdi>
          </Anchor>{' '}
          ({toSourceName(t, one.source, undefined)})
        </li>
      ))}
    </ul>
  );
}

import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconBook2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { Suggestion } from '@/lib/suggest/view-model';
import { PieceButtons } from './insert-button';
import styles from './llm.module.css';
import { usePanelActions } from './panel-actions';

/** One reply that the LLM wrote: its exact text, the entries that it stands on, and what nothing backs, marked. */
export function LlmCandidate({ candidate, ref_ }: { candidate: Suggestion; ref_: ConversationRef | null }) {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  const [pointed, setPointed] = useState<string | null>(null);
  const { cites = [], findings = [], style = 'direct' } = candidate;
  return (
    <li
      className={styles.candidate}
      data-testid="suggestion"
      data-entry={candidate.entryId}
      data-id={candidate.id}
      data-origin="llm"
    >
      <p className={styles.text}>
        <MarkedText candidate={candidate} pointed={pointed} />
      </p>
      {findings.map((finding) => (
        <p
          key={`${finding.rule}-${finding.start}`}
          className={styles.warn}
          data-testid="finding"
          data-type={finding.type}
          data-severity={finding.severity}
        >
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            {finding.type === 'unbacked'
              ? t(`llm.${finding.rule}`, t('finding.unbacked'))
              : t(`finding.${finding.type}`)}
            {finding.rule !== 'unbacked.translated' && finding.span && t('finding.span', { span: finding.span })}
          </span>
        </p>
      ))}
      <ul className={styles.cites} aria-label={t('llm.cites')}>
        {cites.length === 0 && <li className={styles.note}>{t('llm.noCite')}</li>}
        {cites.map((source) => (
          <li key={source.entryId}>
            <Tooltip label={t('llm.cite', { title: source.title })} openDelay={400}>
              <UnstyledButton
                className={styles.cite}
                data-testid="llm-cite"
                data-entry={source.entryId}
                onPointerEnter={() => setPointed(source.entryId)}
                onPointerLeave={() => setPointed(null)}
                onFocus={() => setPointed(source.entryId)}
                onBlur={() => setPointed(null)}
                onClick={() =>
                  openDesk(`#/knowledge/${encodeURIComponent(source.entryId)}/${encodeURIComponent(source.from)}`)
                }
              >
                <IconBook2 size={12} aria-hidden />
                <span>{source.title}</span>
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <PieceButtons piece={candidate} ref_={ref_} insertTestId="suggestion-insert" copyTestId="suggestion-copy" />
        <span className={styles.spring} />
        <span className={styles.style}>{t(`llm.style.${style}`)}</span>
      </div>
    </li>
  );
}

/** The text with its unbacked stretches underlined and the claims of the pointed entry lit; its content stays exactly the text. */
function MarkedText({ candidate, pointed }: { candidate: Suggestion; pointed: string | null }) {
  const { text, findings = [], claims = [] } = candidate;
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...findings, ...claims]) {
    cuts.add(Math.min(start, text.length));
    cuts.add(Math.min(end, text.length));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const covers = (span: { start: number; end: number }, at: number) => at >= span.start && at < span.end;
  return (
    <bdi data-testid="suggestion-text" className={styles.exact}>
      {edges.slice(0, -1).map((start, i) => (
        <span
          key={start}
          data-unbacked={
            findings.some((finding) => finding.rule !== 'unbacked.translated' && covers(finding, start)) || undefined
          }
          data-lit={
            (pointed !== null && claims.some((claim) => covers(claim, start) && claim.entryIds.includes(pointed))) ||
            undefined
          }
        >
          {text.slice(start, edges[i + 1])}
        </span>
      ))}
    </bdi>
  );
}

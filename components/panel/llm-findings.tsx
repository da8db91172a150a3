import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/lib/suggest/view-model';
import styles from './llm.module.css';

/** What the checks found in a text that the LLM wrote: ours of what nothing backs, and the guard's. */
export function LlmFindings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  return findings.map((finding) => (
    <p
      key={`${finding.rule}-${finding.start}-${finding.span}`}
      className={styles.warn}
      data-testid="finding"
      data-type={finding.type}
      data-rule={finding.rule}
      data-severity={finding.severity}
    >
      <IconAlertTriangle size={13} aria-hidden />
      <span>
        {finding.type === 'unbacked' ? t(`llm.${finding.rule}`, t('finding.unbacked')) : t(`finding.${finding.type}`)}
        {!isWhole(finding) && finding.span && t('finding.span', { span: finding.span })}
      </span>
    </p>
  ));
}

/** Findings about the whole text: underlining all of it would say nothing. */
const isWhole = ({ rule }: Finding): boolean => rule.startsWith('unbacked.translated');

export interface MarkedTextProps {
  text: string;
  findings: readonly Finding[];
  claims?: readonly { start: number; end: number; entryIds: string[] }[];
  /** Entry whose claims are lit. */
  pointed?: string | null;
}

/** A text with its unbacked stretches underlined and the claims of the pointed entry lit; its content stays exactly the text. */
export function MarkedText({ text, findings, claims = [], pointed = null }: MarkedTextProps) {
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
          data-unbacked={findings.some((finding) => !isWhole(finding) && covers(finding, start)) || undefined}
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

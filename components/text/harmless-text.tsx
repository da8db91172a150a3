import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cutText, splitHidden } from './hostile-characters';
import styles from './text.module.css';

/** A piece to point out. Offsets are UTF-16 into the text. */
export interface TextMark {
  start: number;
  end: number;
  kind: 'mood' | 'risk';
}

/** Longest text put into the page; no buyer's question needs more, and layout stays fast. */
const MAX_SHOWN = 2000;

/**
 * Text of others, shown as data: React escapes it, its direction is isolated, characters that act without being seen are
 * boxed (and so cannot act outside their box), and it is cut at `max`. The text content stays exactly the text.
 */
export function HarmlessText({
  text,
  marks = [],
  max = MAX_SHOWN,
}: {
  text: string;
  marks?: TextMark[];
  max?: number;
}) {
  const { t } = useTranslation();
  const shown = cutText(text, max);
  const pieces = useMemo(() => splitAtMarks(shown, marks), [shown, marks]);
  return (
    <>
      <bdi className={styles.harmless}>
        {pieces.map((piece) =>
          piece.mark ? (
            <mark key={piece.start} className={styles.evidence} data-kind={piece.mark}>
              <Runs text={piece.text} />
            </mark>
          ) : (
            <Runs key={piece.start} text={piece.text} />
          ),
        )}
      </bdi>
      {shown.length < text.length && (
        <span className={styles.cut}>{t('text.cut', { count: text.length - shown.length })}</span>
      )}
    </>
  );
}

function Runs({ text }: { text: string }) {
  const { t } = useTranslation();
  return splitHidden(text).map((run) =>
    run.hidden ? (
      <bdi key={run.start} className={styles.hidden} title={t('text.hidden')}>
        {run.text}
      </bdi>
    ) : (
      run.text
    ),
  );
}

interface Piece {
  text: string;
  start: number;
  mark?: TextMark['kind'];
}

/** Non-overlapping pieces in order; a mark that overlaps an earlier one gives way. */
function splitAtMarks(text: string, marks: TextMark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const end = Math.min(mark.end, text.length);
    if (mark.start < at || mark.start >= end) continue;
    if (mark.start > at) pieces.push({ text: text.slice(at, mark.start), start: at });
    pieces.push({ text: text.slice(mark.start, end), start: mark.start, mark: mark.kind });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at });
  return pieces;
}

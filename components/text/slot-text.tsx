import { useTranslation } from 'react-i18next';
import type { FilledSlot } from '@/lib/suggest/view-model';
import styles from './text.module.css';

/**
 * A reply with its slots pointed out, each with where its value came from. The text content is exactly `text`: this block is what an insert writes.
 * Slots whose offsets do not fit the text are ignored.
 */
export function SlotText({ text, slots }: { text: string; slots: FilledSlot[] }) {
  const { t } = useTranslation();
  const parts = [];
  let at = 0;
  for (const slot of [...slots].sort((a, b) => a.start - b.start)) {
    if (slot.start < at || slot.end > text.length || slot.end <= slot.start) continue;
    parts.push(text.slice(at, slot.start));
    parts.push(
      <span
        key={slot.start}
        data-testid="slot"
        data-name={slot.name}
        data-empty={slot.empty}
        title={slot.origin && t(`slotFrom.${slot.origin}`)}
        className={slot.empty ? styles.slotEmpty : styles.slot}
      >
        {text.slice(slot.start, slot.end)}
      </span>,
    );
    at = slot.end;
  }
  parts.push(text.slice(at));
  return (
    <bdi className={styles.harmless} data-testid="suggestion-text">
      {parts}
    </bdi>
  );
}

import type { ReactNode } from 'react';
import styles from './text.module.css';

/** Body of a card: plain text with line breaks, `- ` lists and `**bold**`; everything else is shown as it stands. */
export function PlainBody({ text }: { text: string }) {
  const blocks: ReactNode[] = [];
  let items: ReactNode[] = [];
  const closeList = (key: number) => {
    if (items.length === 0) return;
    blocks.push(<ul key={`list-${key}`}>{items}</ul>);
    items = [];
  };
  text.split('\n').forEach((line, index) => {
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item) {
      // Lines have no identity but their place, and a body never changes in place.
      items.push(<li key={String(index)}>{toBold(item[1] ?? '')}</li>);
      return;
    }
    closeList(index);
    if (line.trim()) blocks.push(<p key={String(index)}>{toBold(line)}</p>);
  });
  closeList(-1);
  return <div className={styles.body}>{blocks}</div>;
}

/** `**bold**` pairs become `<strong>`; a lone `**` stays. */
function toBold(line: string): ReactNode[] {
  return line
    .split(/\*\*(.+?)\*\*/)
    .map((piece, index) => (index % 2 === 1 ? <strong key={String(index)}>{piece}</strong> : piece));
}

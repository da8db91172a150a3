import type { ReactNode } from 'react';
import styles from './desk.module.css';

interface DeskPageProps {
  title: string;
  lead: string;
  /** Buttons of the page, at the right of its title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Title, one sentence of what the page is for, and its content in a readable width. */
export function DeskPage({ title, lead, actions, children }: DeskPageProps) {
  return (
    <div className={styles.page}>
      <div className={styles.pageHead}>
        <div>
          <h1 className={styles.h1}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
        </div>
        {actions}
      </div>
      {children}
    </div>
  );
}

import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithoutRef, ComponentType, ReactNode } from 'react';
import styles from './panel.module.css';

interface SignalProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** Why we say so: shown by pointer, keyboard focus and touch alike. */
  hint: string;
  children: ReactNode;
}

/** One thing that was understood, as a chip with its evidence. */
export function Signal({ icon: Icon, hint, children, ...rest }: SignalProps) {
  return (
    <Tooltip label={hint} multiline maw={280} openDelay={250} events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton {...rest} className={styles.signal}>
        <Icon size={13} aria-hidden />
        <span>{children}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

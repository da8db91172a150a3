import { Component, type ReactNode } from 'react';
import { createLog } from '@/lib/core/log';

const log = createLog('view');

interface ErrorBoundaryProps {
  /** Shown in the place of what broke. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps a bug in one view from leaving an agent with an empty page. Only the kind of error is logged: its message may hold chat text. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    log.error('a view broke', { kind: error instanceof Error ? error.name : typeof error });
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import type { InsertFailure } from '@/lib/platform/messages';
import styles from './toasts.module.css';

/** Why a toast appears: worded as `toast.<reason>`. */
export type ToastReason =
  | InsertFailure
  | 'inserted'
  | 'copied'
  | 'stale'
  | 'feedback'
  | 'saved'
  | 'wiped'
  | 'copy-failed'
  | 'refused'
  | 'stopped'
  | 'covered'
  | 'asked'
  | 'nothing-to-ask'
  | 'image-copied'
  | 'image-missing'
  | 'phrase-saved'
  | 'phrase-removed'
  | 'phrase-empty'
  | 'phrase-invalid'
  | 'phrase-disk-full'
  | 'phrase-not-mine'
  | 'backed-up'
  | 'restored'
  | 'restore-not-a-backup'
  | 'restore-newer'
  | 'restore-invalid'
  | 'restore-disk-full'
  | 'answer-saved'
  | 'answer-gone'
  | 'answer-empty'
  | 'answer-invalid'
  | 'answer-disk-full'
  | 'held'
  | 'fixed'
  | 'fix-failed'
  | 'tab-gone';

const GOOD: ReadonlySet<ToastReason> = new Set([
  'inserted',
  'fixed',
  'copied',
  'feedback',
  'saved',
  'wiped',
  'asked',
  'image-copied',
  'phrase-saved',
  'phrase-removed',
  'backed-up',
  'restored',
  'answer-saved',
]);
/** Read at a glance, or read as a sentence that asks for something. */
const SHOWN_MS = { good: 2200, bad: 7000 };
/** The answer to our own call and the pushed event of the same press arrive together. */
const SAME_MS = 1200;

interface Toast {
  id: number;
  reason: ToastReason;
}

const ToastContext = createContext<{ show(reason: ToastReason): void } | null>(null);

/** One toast at a time, the newest; also shows the host's pushed toasts. */
export function ToastProvider({
  tabId,
  place = 'panel',
  children,
}: {
  /** Whose pushed toasts to show: of one tab, `all` that arrive (a strip gets only its own), or null for none. */
  tabId: number | 'all' | null;
  /** In a strip the toast takes the strip's whole small room. */
  place?: 'panel' | 'strip';
  children: ReactNode;
}) {
  const client = useHostClient();
  const { t } = useTranslation();
  const [toast, setToast] = useState<Toast | null>(null);
  const last = useRef<{ reason: ToastReason; atMs: number }>({ reason: 'saved', atMs: Number.NEGATIVE_INFINITY });

  const show = useCallback((reason: ToastReason) => {
    const atMs = performance.now();
    if (last.current.reason === reason && atMs - last.current.atMs < SAME_MS) return;
    last.current = { reason, atMs };
    setToast((before) => ({ id: (before?.id ?? 0) + 1, reason }));
  }, []);

  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === 'toast' && (tabId === 'all' || event.tabId === tabId)) show(event.reason);
      }),
    [client, tabId, show],
  );

  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(null), GOOD.has(toast.reason) ? SHOWN_MS.good : SHOWN_MS.bad);
    return () => clearTimeout(timer);
  }, [toast]);

  const value = useMemo(() => ({ show }), [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div className={styles.area} data-place={place} aria-live="polite" role="status">
        {toast && (
          <div
            key={toast.id}
            className={styles.toast}
            data-testid="toast"
            data-reason={toast.reason}
            data-good={GOOD.has(toast.reason)}
          >
            {GOOD.has(toast.reason) ? (
              <IconCircleCheck size={18} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} aria-hidden />
            )}
            <span className={styles.text}>{t(`toast.${toast.reason}`)}</span>
            <button type="button" className={styles.close} aria-label={t('close')} onClick={() => setToast(null)}>
              <IconX size={14} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </ToastContext>
  );
}

/** Shows toasts. A part outside `ToastProvider` is a bug. */
export function useToasts(): { show(reason: ToastReason): void } {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts needs a ToastProvider');
  return toasts;
}

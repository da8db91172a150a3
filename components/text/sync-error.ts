import type { TFunction } from 'i18next';

/** The last error of a source in words that a person can act on; codes `http-<status>` share one sentence. */
export function toSyncErrorText(t: TFunction, code: string | undefined): string {
  const status = /^http-(\d+)$/.exec(code ?? '')?.[1];
  if (status) return t('sync.error.http', { status });
  return t(`sync.error.${code ?? 'unknown'}`, t('sync.error.unknown'));
}

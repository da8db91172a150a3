import type { TFunction } from 'i18next';

/** What the host refused, in words; an unknown reason says that it did not work. */
export function toErrorText(t: TFunction, error: unknown): string {
  const reason =
    typeof error === 'object' && error !== null && 'reason' in error && typeof error.reason === 'string'
      ? error.reason
      : 'unknown';
  const status = /^publish-http-(\d+)$/.exec(reason)?.[1];
  if (status) return t('error.publish-http', { status });
  return t(`error.${reason}`, t('error.unknown'));
}

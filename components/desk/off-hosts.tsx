import { Button, Pill, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './desk.module.css';

/** The host of an address or host as typed; null when it is none. */
export function toHost(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (!text) return null;
  try {
    const { hostname } = new URL(text.includes('://') ? text : `https://${text}`);
    return /^[a-z0-9.-]+\.[a-z0-9-]+$|^localhost$/.test(hostname) ? hostname : null;
  } catch {
    return null;
  }
}

/** The sites where nothing is read: add one, take one back. */
export function OffHosts({ hosts, onChange }: { hosts: string[]; onChange(hosts: string[]): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const host = toHost(typed);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!host) return;
    if (!hosts.includes(host)) onChange([...hosts, host]);
    setTyped('');
  };
  return (
    <form className={styles.panelBox} onSubmit={onSubmit}>
      <h2 className={styles.h2}>{t('desk.settings.offHosts')}</h2>
      <p className={styles.lead}>{t('desk.settings.offHostsHint')}</p>
      <div className={styles.pills}>
        {hosts.length === 0 && <span className={styles.rowMeta}>{t('desk.settings.offHostsEmpty')}</span>}
        {hosts.map((one) => (
          <Pill
            key={one}
            size="md"
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('desk.settings.offRemove'), 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => onChange(hosts.filter((other) => other !== one))}
          >
            {one}
          </Pill>
        ))}
      </div>
      <div className={styles.addressRow}>
        <TextInput
          className={styles.grow}
          aria-label={t('desk.settings.offAdd')}
          placeholder={t('desk.settings.offAdd')}
          data-testid="off-host"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!host}>
          {t('desk.settings.offAddButton')}
        </Button>
      </div>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { toErrorText } from '@/components/text/host-error';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { useToasts } from '@/components/ui/toasts';
import styles from './desk.module.css';

const isUrl = (text: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

/**
 * Adds a feed. The permission is asked for first and in the press itself, as browsers demand; adding does not wait for
 * the answer, since a person may take long over it or never give one: the source then says what it lacks.
 */
export function AddSource() {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const address = url.trim();
    if (!isUrl(address)) return setError(t('error.bad-url'));
    const answer = client.requestOrigins([toPermissionOrigin(address)]);
    client
      .call('sync.add', { url: address, name: name.trim() || new URL(address).hostname })
      .then(({ id }) => {
        setUrl('');
        setName('');
        setError(null);
        void answer.then((granted) => {
          if (granted) client.call('sync.now', { id }).catch(() => show('stopped'));
          else show('refused');
        });
      })
      .catch((reason) => setError(toErrorText(t, reason)));
  };
  return (
    <form className={styles.panelBox} onSubmit={onSubmit} noValidate aria-label={t('desk.sources.add')}>
      <h2 className={styles.h2}>{t('desk.sources.add')}</h2>
      <div className={styles.addRow}>
        <TextInput
          label={t('desk.sources.url')}
          placeholder={t('desk.sources.urlHint')}
          type="url"
          data-testid="source-url"
          className={styles.grow}
          value={url}
          error={error}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            setError(null);
          }}
        />
        <TextInput
          label={t('desk.sources.name')}
          placeholder={t('desk.sources.nameHint')}
          data-testid="source-name"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" data-testid="source-add">
          {t('desk.sources.addButton')}
        </Button>
      </div>
    </form>
  );
}

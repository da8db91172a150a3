import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostClient } from '@/components/host-client-context';
import { toErrorText } from '@/components/text/host-error';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { useToasts } from '@/components/ui/toasts';
import type { DestinationForm, LeadState } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';

const KINDS = ['files', 's3', 'put'] as const;
const EMPTY: { [K in DestinationForm['kind']]: Extract<DestinationForm, { kind: K }> } = {
  files: { kind: 'files', readUrl: '' },
  s3: { kind: 's3', bucketUrl: '', region: '', prefix: '', accessKeyId: '', secretAccessKey: '', readUrl: '' },
  put: { kind: 'put', url: '', user: '', password: '', readUrl: '' },
};

/** Addresses that this destination is written to or read at. */
const originsOf = (form: DestinationForm): string[] => {
  const addresses = [form.readUrl, form.kind === 's3' ? form.bucketUrl : form.kind === 'put' ? form.url : ''];
  return [
    ...new Set(addresses.filter((one) => /^https?:\/\//.test(one.trim())).map((one) => toPermissionOrigin(one.trim()))),
  ];
};

/** Where the lead publishes to. Saving asks for the permission in the press itself. */
export function DestinationCard({ state }: { state: LeadState }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const queries = useQueryClient();
  const { show } = useToasts();
  const save = useHostAction('lead.destination');
  const [open, setOpen] = useState(state.destination === null);
  const [form, setForm] = useState<DestinationForm>(state.destination ?? EMPTY.s3);
  const isSet = state.destination !== null && state.destination.kind === form.kind;
  const field = <F extends DestinationForm>(given: F, name: keyof F & string, isSecret = false) => {
    const Input = isSecret ? PasswordInput : TextInput;
    return (
      <Input
        label={t(`publish.to.${form.kind}.${name}`)}
        placeholder={isSecret && isSet ? t('publish.to.keep') : t(`publish.to.${form.kind}.${name}Hint`)}
        autoComplete="off"
        data-testid={`to-${name}`}
        value={String(given[name])}
        onChange={(event: { currentTarget: HTMLInputElement }) =>
          setForm({ ...given, [name]: event.currentTarget.value } as DestinationForm)
        }
      />
    );
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const origins = originsOf(form);
    const answer = origins.length > 0 ? client.requestOrigins(origins) : Promise.resolve(true);
    // What stands there is another matter at another place, with other keys, or once access is allowed.
    const lookAgain = () => void queries.invalidateQueries({ queryKey: ['publish.plan'] });
    // By promise: this card is made anew as soon as the destination has changed, before a callback of the mutation.
    const saved = save.mutateAsync({ destination: form });
    saved.then(
      () => {
        show('saved');
        lookAgain();
      },
      () => undefined,
    );
    void answer.then((granted) => (granted ? saved.then(lookAgain, () => undefined) : show('refused')));
  };
  if (!open)
    return (
      <section className={styles.panelBox} aria-label={t('publish.to.title')} data-testid="destination">
        <div className={styles.cardHead}>
          <h2 className={styles.h2}>{t('publish.to.title')}</h2>
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
            {t('publish.edit')}
          </Button>
        </div>
        <p className={styles.rowMeta}>{t(`publish.to.kinds.${form.kind}`)}</p>
        <code className={styles.url}>{state.readUrl}</code>
      </section>
    );
  return (
    <form className={styles.panelBox} onSubmit={onSubmit} noValidate data-testid="destination">
      <h2 className={styles.h2}>{t('publish.to.title')}</h2>
      <p className={styles.rowMeta}>{t('publish.to.why')}</p>
      <SegmentedControl
        my="xs"
        aria-label={t('publish.to.title')}
        data={KINDS.map((value) => ({ value, label: t(`publish.to.kinds.${value}`) }))}
        value={form.kind}
        data-testid="to-kind"
        onChange={(value) => setForm(EMPTY[value as DestinationForm['kind']])}
      />
      <p className={styles.about}>{t(`publish.to.about.${form.kind}`)}</p>
      <div className={styles.fieldGrid}>
        {form.kind === 's3' && (
          <>
            {field(form, 'bucketUrl')}
            {field(form, 'region')}
            {field(form, 'accessKeyId')}
            {field(form, 'secretAccessKey', true)}
            {field(form, 'prefix')}
          </>
        )}
        {form.kind === 'put' && (
          <>
            {field(form, 'url')}
            {field(form, 'user')}
            {field(form, 'password', true)}
          </>
        )}
        {field(form, 'readUrl')}
      </div>
      <div className={styles.formEnd}>
        <Button type="submit" loading={save.isPending} data-testid="to-save">
          {t('publish.to.save')}
        </Button>
        {state.destination && (
          <Button variant="subtle" onClick={() => setOpen(false)}>
            {t('cancel')}
          </Button>
        )}
        {save.isError && (
          <span className={styles.error} role="alert">
            {toErrorText(t, save.error)}
          </span>
        )}
      </div>
    </form>
  );
}

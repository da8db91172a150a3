import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What stands in the place of a view that broke: nothing is lost, and one press brings it back. */
export function BrokenView() {
  const { t } = useTranslation();
  return (
    <section className="dm-broken" role="alert" data-testid="broken">
      <IconAlertTriangle size={26} aria-hidden />
      <h2>{t('broken.title')}</h2>
      <p>{t('broken.text')}</p>
      <Button size="xs" onClick={() => window.location.reload()}>
        {t('state.stopped.reload')}
      </Button>
    </section>
  );
}

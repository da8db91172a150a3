import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PublishResult } from '@/components/desk/publish/publish-result';
import { toErrorText } from '@/components/text/host-error';
import type { Push } from './use-push';

/** What came of the last push. */
export function PushNote({ push }: { push: Push }) {
  const { t } = useTranslation();
  if (push.error)
    return (
      <Alert color="red" mb="sm" icon={<IconAlertTriangle size={17} />} data-testid="publish-error">
        {toErrorText(t, push.error)}
      </Alert>
    );
  if (!push.done) return null;
  return (
    <Alert
      color="teal"
      mb="sm"
      icon={<IconCircleCheck size={17} />}
      data-testid="published"
      data-version={push.done.version}
    >
      <PublishResult done={push.done} isByHand={false} hasFolder={false} />
    </Alert>
  );
}

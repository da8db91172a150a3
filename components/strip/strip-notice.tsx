import { IconCheck, IconSpeakerphone } from '@tabler/icons-react';
import { type MouseEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useUncovered } from '@/components/hooks/use-uncovered';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { NoticeView } from '@/lib/platform/methods/team-methods';

/** The lead's wording as one line above the suggestion; the whole of it stands in the panel and in its tooltip. */
export function StripNotice({ notice }: { notice: NoticeView }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const button = useRef<HTMLButtonElement>(null);
  const isUncovered = useUncovered(button);

  const onAck = (event: MouseEvent) => {
    if (!event.nativeEvent.isTrusted) return;
    if (!isUncovered()) return show('covered');
    client.call('notice.ack', { key: notice.key }).catch(() => show('stopped'));
  };
  const words = [notice.title, notice.wording].join('：');
  return (
    <div className="strip-notice" data-testid="notice" data-id={notice.id} data-must-read={notice.mustRead}>
      <IconSpeakerphone size={15} aria-hidden />
      <bdi className="strip-notice-text" title={notice.reason ? `${words}\n${notice.reason}` : words}>
        {words}
      </bdi>
      <button ref={button} type="button" className="strip-ack" data-testid="notice-ack" onClick={onAck}>
        <IconCheck size={14} aria-hidden />
        {t('notice.ackShort')}
      </button>
    </div>
  );
}

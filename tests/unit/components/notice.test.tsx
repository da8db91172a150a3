// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { AppFrame } from '@/components/app/app-frame';
import { NoticeBanner } from '@/components/notice/notice-banner';
import { ToastProvider } from '@/components/ui/toasts';
import type { NoticeView } from '@/lib/platform/methods/team-methods';
import { createFakeHost, type FakeHost } from '../../support/fake-host';
import { press, type Rendered, render, settle } from '../../support/render';
import { SETTINGS } from '../../support/view-samples';

const NOTICE: NoticeView = {
  key: '["feed","n1"]',
  id: 'n1',
  title: '起球',
  wording: '统一这样说',
  reason: '质检结论',
  mustRead: true,
  acked: false,
  waiting: true,
  deliveredAtMs: 0,
};

let host: FakeHost;
let notices: NoticeView[];
let view: Rendered;
beforeEach(async () => {
  notices = [NOTICE, { ...NOTICE, key: '["feed","n2"]', id: 'n2', title: '预售', mustRead: false }];
  host = createFakeHost({
    'settings.get': () => SETTINGS,
    'notice.current': () => notices,
    'notice.ack': ({ key }) => {
      notices = notices.map((one) => (one.key === key ? { ...one, acked: true, waiting: false } : one));
      host.push({ type: 'changed', what: ['notices'] });
      return null;
    },
  });
  view = await render(
    <AppFrame client={host}>
      <ToastProvider tabId={null}>
        <NoticeBanner tabId={7} />
      </ToastProvider>
    </AppFrame>,
  );
  await settle();
});

test('one notice at a time, with wording and reason, until each is confirmed', async () => {
  expect(host.callsOf('notice.current')).toEqual([{ tabId: 7 }]);
  expect(view.all('notice')).toHaveLength(1);
  expect(view.get('notice').dataset).toMatchObject({ id: 'n1', mustRead: 'true', waiting: '2' });
  expect(view.get('notice').textContent).toContain('统一这样说');
  expect(view.get('notice').textContent).toContain('质检结论');
  await press(view.get('notice-ack'));
  expect(host.callsOf('notice.ack')).toEqual([{ key: NOTICE.key }]);
  expect(view.get('notice').dataset.id).toBe('n2');
  await press(view.get('notice-ack'));
  expect(view.has('notice')).toBe(false);
});

test('a recall takes it away at once', async () => {
  notices = [];
  await act(async () => host.push({ type: 'changed', what: ['notices'] }));
  await settle();
  expect(view.has('notice')).toBe(false);
});

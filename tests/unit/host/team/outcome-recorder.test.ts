import { beforeEach, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import type { ConsoleSession } from '@/lib/host/console-session';
import { createOutcomeRecorder, type OutcomeRecorder } from '@/lib/host/team/outcome-recorder';
import { createNoHitStore, type NoHitStore } from '@/lib/knowledge/store/no-hit-store';
import { createSettingsStore } from '@/lib/knowledge/store/settings-store';
import { createOutcomeTracker } from '@/lib/team/outcomes/outcome-tracker';
import { makeAdvice, makeTab, REF } from '../../../support/view-samples';
import { createTestDisk } from '../../knowledge/support/test-database';

const TEXT = '您好，这款冷水手洗，平铺晾干就可以';
let counts: string[];
let noHits: NoHitStore;
let recorder: OutcomeRecorder;
let idle: Promise<void>;
beforeEach(() => {
  counts = [];
  const clock = createFixedClock(Date.parse('2026-11-28T04:00:00Z'));
  noHits = createNoHitStore(createSettingsStore(createTestDisk().open()), clock);
  let done = () => {};
  idle = new Promise((resolve) => {
    done = resolve;
  });
  recorder = createOutcomeRecorder({
    tracker: createOutcomeTracker({
      clock,
      counters: { count: async (outcome, entryId, scene) => void counts.push(`${outcome} ${entryId} ${scene}`) },
    }),
    noHits,
    onChange: () => done(),
  });
});

const sessionOf = (tab: ReturnType<typeof makeTab>): ConsoleSession =>
  ({
    view: () => tab,
    issued: (id: string) => (id === 's1' ? { text: TEXT, ref: REF, entryId: 'wash' } : null),
  }) as unknown as ConsoleSession;
const advice = makeAdvice({ turnId: 't1', scene: { id: 'presale.care', confidence: 1 } });
const painted = { atMs: 0, ref: REF, places: [{ id: 's1', text: TEXT }] };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('shown, inserted, sent after a small change', async () => {
  const session = sessionOf(makeTab({ advice }));
  recorder.painted(session, painted);
  recorder.painted(session, painted);
  await settle();
  recorder.used(session, 'inserted', 's1');
  await settle();
  recorder.sent(session, `${TEXT}哦`);
  await settle();
  expect(counts).toEqual([
    'shown wash presale.care',
    'inserted wash presale.care',
    'sent wash presale.care',
    'edited-little wash presale.care',
  ]);
});

test('practice is never counted, nor a text that was not issued', async () => {
  const practice = sessionOf(makeTab({ advice, practice: true }));
  recorder.painted(practice, painted);
  recorder.sent(practice, TEXT);
  recorder.painted(sessionOf(makeTab({ advice })), { ...painted, places: [{ id: 's1', text: 'other' }] });
  await settle();
  expect(counts).toEqual([]);
});

test('a question that found nothing is kept once per turn, redacted', async () => {
  const silent = makeAdvice({
    turnId: 't2',
    turnText: '我电话13812345678，你们老板几点来',
    suggestions: [],
    silence: 'low',
  });
  const session = sessionOf(makeTab({ advice: silent }));
  recorder.advised(session);
  recorder.advised(session);
  await idle;
  const [row, ...others] = await noHits.list();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ count: 1 });
  expect(row?.question).not.toContain('13812345678');
  expect(row?.question).toContain('老板几点来');
});

test('equal questions are counted together, the most frequent first', async () => {
  for (const question of ['有没有加绒的', '有没有加绒的？', '能改刺绣吗']) await noHits.add(question, undefined);
  expect((await noHits.list()).map(({ count }) => count)).toEqual([2, 1]);
});

import type { AskingsReview, LlmJobView, LlmPlan } from '@/lib/platform/methods/askings-methods';
import type { ProposedAsking } from '@/lib/suggest/llm/askings/asking';
import type { Contradiction } from '@/lib/suggest/llm/conflicts/contradiction';

export const PLAN: LlmPlan = {
  count: 42,
  skipped: { me: 3, internal: 2, kind: 5 },
  tokens: { in: 78_000, out: 26_400 },
  cost: 0.42,
  left: 1_930_000,
  barred: null,
};
export const JOB: LlmJobView = {
  state: 'running',
  reason: null,
  total: 42,
  done: 17,
  failed: 1,
  requests: 24,
  tokens: { in: 31_000, out: 9800 },
  cost: 0.14,
  retryAtMs: null,
};

const asking = (kind: ProposedAsking['kind'], text: string, more: Partial<ProposedAsking> = {}): ProposedAsking => ({
  kind,
  text,
  state: 'clean',
  reason: null,
  rival: null,
  before: false,
  after: true,
  ...more,
});

export const REVIEW: AskingsReview = {
  total: 3,
  coverage: { askings: 23, before: 9, after: 20 },
  rows: [
    {
      id: 'silk',
      title: '真丝会不会褪色',
      run: 'r',
      atMs: 1,
      failure: null,
      askings: [
        asking('cantonese', '件真絲衫洗咗會唔會甩色㗎'),
        asking('sichuan', '这个丝绸的洗了要不要得掉色哦'),
        asking('slang', '蹲一个 真丝下水会变白月光吗', { after: false }),
        asking('indirect', '上次买的丝巾一洗水全红了，有点怕', { before: true }),
        asking('angry', '洗一次就掉色你们管不管啊', { before: true }),
        asking('fragment', '那深色的真丝呢'),
        asking('mixed', '这件 silk 的会 fade 吗'),
        asking('plain', '洗完脱色可以找你们加微信处理吗', { state: 'flagged', reason: 'guard' }),
        asking('dialect', '搿件真丝汏了会得褪颜色伐'),
        asking('plain', '洗的时候要注意啥', {
          state: 'dropped',
          reason: 'neighbour',
          rival: { id: 'wash', title: '真丝怎么洗' },
        }),
        asking('plain', '真丝会不会褪色呢', { state: 'dropped', reason: 'near-copy' }),
      ],
    },
    {
      id: 'box',
      title: '礼盒可以写贺卡吗',
      run: 'r',
      atMs: 2,
      failure: null,
      askings: [
        asking('northeast', '大哥能给整张卡片写两句不'),
        asking('indirect', '送女朋友的，想让她一打开就看到我的话'),
        asking('slang', '宝子能代写小卡片咩'),
      ],
    },
    { id: 'odd', title: '定制款能退吗', run: 'r', atMs: 3, failure: 'refused', askings: [] },
  ],
};

export const CONFLICTS: Contradiction[] = [
  {
    key: '1',
    run: 'r',
    atMs: 1,
    verdict: 'contradict',
    sentence: 'A 说付款后 48 小时内发出，B 说大促期间付款后 7 天内发出，没有写各自什么时候适用。',
    a: { id: 'ship', source: 'own', title: '什么时候发货', quote: '付款后 48 小时内发出' },
    b: { id: 'ship2', source: 'company', title: '拍下多久发货', quote: '付款后 7 天内发出' },
  },
  {
    key: '2',
    run: 'r',
    atMs: 2,
    verdict: 'unclear',
    sentence: '',
    a: { id: 'ret', source: 'own', title: '退货运费谁出', quote: '' },
    b: { id: 'ret2', source: 'starter', title: '退回去的邮费', quote: '' },
  },
];

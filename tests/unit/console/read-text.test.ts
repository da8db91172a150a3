import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { cutText, readText } from '@/lib/console/read-text';

const element = (html: string): Element => {
  const { document } = new Window();
  document.body.innerHTML = `<div id="x">${html}</div>`;
  return document.querySelector('#x') as unknown as Element;
};

test.each([
  ['plain', '你好', '你好'],
  ['line breaks', '第一行<br>第二行', '第一行\n第二行'],
  ['blocks', '<p>一</p><p>二</p>', '一\n二'],
  ['inline', '<span>一</span><b>二</b>', '一二'],
  ['emoji images', '好的<img alt="[微笑]" src="x">', '好的[微笑]'],
  ['scripts and styles', '你<script>1</script><style>a{}</style>好', '你好'],
  ['no-break blanks', '你\u00a0好', '你 好'],
  ['controls', '你<textarea>不读</textarea>好', '你好'],
])('reads %s', (_, html, expected) => {
  expect(readText(element(html)).text).toBe(expected);
});

test('own text only', () => {
  expect(readText(element('Boa noite<span>21:47</span>'), { own: true }).text).toBe('Boa noite');
});

test('an enormous text is cut, and says so', () => {
  const { text, cut } = readText(element('长'.repeat(100_000)));
  expect(text.length).toBe(4000);
  expect(cut).toBe(true);
});

test('never cuts an emoji in half', () => {
  expect(cutText('a😊b', 2)).toBe('a');
  expect(cutText('a😊b', 3)).toBe('a😊');
});

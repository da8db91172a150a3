import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { draftsFromTable } from '@/lib/knowledge/import/drafts-from-table';
import { guessMapping } from '@/lib/knowledge/import/guess-mapping';
import { openFile } from '@/lib/knowledge/import/open-file';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: number[]): Uint8Array => Uint8Array.from(parts);
/** 「标题,内容」 and 「发货,今天发」 in GB18030. */
const GB = bytes(
  0xb1,
  0xea,
  0xcc,
  0xe2,
  0x2c,
  0xc4,
  0xda,
  0xc8,
  0xdd,
  0x0a,
  0xb7,
  0xa2,
  0xbb,
  0xf5,
  0x2c,
  0xbd,
  0xf1,
  0xcc,
  0xec,
  0xb7,
  0xa2,
);
const utf16 = (text: string): Uint8Array => {
  const units = Uint16Array.from(`\ufeff${text}`, (char) => char.charCodeAt(0));
  return new Uint8Array(units.buffer);
};

async function draftsOf(name: string, data: Uint8Array) {
  const opened = await openFile(name, data);
  if (!opened.ok) throw new Error(opened.reason);
  if ('drafts' in opened.value) return opened.value.drafts;
  const table = opened.value.tables[0];
  if (!table) throw new Error('no table');
  const drafts = await draftsFromTable(table, guessMapping(table));
  if (!drafts) throw new Error('cancelled');
  return drafts;
}

describe('encodings and delimiters', () => {
  test.each([
    ['UTF-8', utf8('标题,内容\n发货,今天发')],
    ['UTF-8 with mark', utf8('\ufeff标题,内容\n发货,今天发')],
    ['GB18030', GB],
    ['UTF-16', utf16('标题\t内容\n发货\t今天发')],
    ['tabs', utf8('标题\t内容\n发货\t今天发')],
    ['semicolons', utf8('标题;内容\n发货;今天发')],
    ['bars', utf8('标题|内容\n发货|今天发')],
    ['full-width commas', utf8('标题，内容\n发货，今天发')],
    ['sep line', utf8('sep=~\n标题~内容\n发货~今天发')],
    ['a remark above the heading', utf8('本店话术导出,,\n标题,内容,备注\n发货,今天发,无')],
    ['Windows line ends and blank lines', utf8('标题,内容\r\n\r\n发货,今天发\r\n\r\n')],
    ['other headings', utf8('短语标题,短语内容\n发货,今天发')],
    ['English headings', utf8('Title,Content\n发货,今天发')],
    ['headings with remarks', utf8('标题（必填）,回复内容*\n发货,今天发')],
  ])('%s', async (_name, data) => {
    const { drafts, problems } = await draftsOf('a.csv', data);
    expect(problems).toEqual([]);
    expect(drafts.map(({ entry }) => [entry.title, 'answer' in entry && entry.answer])).toEqual([['发货', '今天发']]);
  });
});

describe('headings that are not among the known ones', () => {
  const mapped = async (csv: string) => {
    const opened = await openFile('a.csv', utf8(csv));
    if (!opened.ok || !('tables' in opened.value) || !opened.value.tables[0]) throw new Error('no table');
    return guessMapping(opened.value.tables[0]);
  };
  test.each([
    [
      'by what they sound like',
      '业务分类,买家提问,推荐回复,回复人\n售前,起球吗,少量浮毛是正常的,小王',
      0,
      ['folder1', 'questions', 'answer', null],
    ],
    [
      'the longest column is the reply',
      '分类,问题,客服怎么说\n售前,起球吗,少量浮毛是正常的，用修剪器即可',
      0,
      ['folder1', 'questions', 'answer'],
    ],
    ['a short remark is no reply', '分类,问题,备注\n售前,起球吗,无', 0, ['folder1', 'questions', null]],
    [
      'below a title',
      '2026 客服表,,\n问题分类,客户咨询,应答话术\n售前,起球吗,少量浮毛是正常的',
      1,
      ['folder1', 'questions', 'answer'],
    ],
    ['known ones first', '回答,推荐回复\n少量浮毛,别的', 0, ['answer', null]],
  ])('%s', async (_name, csv, headerRow, columns) => {
    expect(await mapped(csv)).toEqual({ headerRow, columns });
  });
});

describe('phrase lists', () => {
  const folders = (drafts: { row: Record<string, unknown> }[]) =>
    drafts.map(({ row }) => [row.folder, row.title, row.answer, row.shortcut]);

  test('folder columns, filled downwards as merged cells leave them', async () => {
    const csv =
      '一级分类,二级分类,标题,内容,快捷码\n售前,尺码,偏大,建议拍小一码,pd\n,,偏小,建议拍大一码,\n,面料,起球,可用去球器,\n售后,,退货,包装好寄回,th';
    expect(folders((await draftsOf('a.csv', utf8(csv))).drafts)).toEqual([
      ['售前/尺码', '偏大', '建议拍小一码', 'pd'],
      ['售前/尺码', '偏小', '建议拍大一码', undefined],
      ['售前/面料', '起球', '可用去球器', undefined],
      ['售后', '退货', '包装好寄回', 'th'],
    ]);
  });

  test('no headings: the longest column is the text', async () => {
    const csv = '售前,欢迎,您好，在的，请问想了解哪一款商品呢\n售后,致歉,非常抱歉给您带来不好的体验，我马上处理';
    expect(folders((await draftsOf('a.csv', utf8(csv))).drafts)).toEqual([
      ['售前', '欢迎', '您好，在的，请问想了解哪一款商品呢', undefined],
      ['售后', '致歉', '非常抱歉给您带来不好的体验，我马上处理', undefined],
    ]);
  });

  test('indented levels, deeper than three joined to the third', async () => {
    const txt =
      '售前\n\t尺码\n\t\t偏大\t建议拍小一码\tpd\n\t\t直接一句话\n售后\n　　退货\n　　　　海外\n　　　　　　免税\n　　　　　　　　说明\t请先联系我们\n结尾没有目录';
    expect(folders((await draftsOf('a.txt', utf8(txt))).drafts)).toEqual([
      ['售前/尺码', '偏大', '建议拍小一码', 'pd'],
      ['售前/尺码', '直接一句话', '直接一句话', undefined],
      ['售后/退货/海外－免税', '说明', '请先联系我们', undefined],
      [undefined, '结尾没有目录', '结尾没有目录', undefined],
    ]);
  });

  test.each([
    [
      'a tree',
      { name: '售后', children: [{ name: '退货', items: [{ title: '流程', content: '包装好寄回', code: 'th' }] }] },
    ],
    ['a map of lists', { 售后: { 退货: [{ 标题: '流程', 内容: '包装好寄回', 快捷码: 'th' }] } }],
    ['a flat list', [{ folder: '售后/退货', name: '流程', text: '包装好寄回', shortcut: 'th' }]],
    [
      'groups and phrases',
      [{ title: '售后', groups: [{ title: '退货', phrases: [{ title: '流程', message: '包装好寄回', abbr: 'th' }] }] }],
    ],
  ])('JSON: %s', async (_name, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
      expect(folders((await draftsOf('a.json', utf8(text))).drafts)).toEqual([
        ['售后/退货', '流程', '包装好寄回', 'th'],
      ]);
    }
  });

  test('JSONL stays exactly as given, wrong rows become problems', async () => {
    const { drafts, problems } = await draftsOf(
      'a.jsonl',
      utf8('{"id":"a","answer":"x","z":1}\n{"id":"a","answer":"y"}\n{"id":"b"}\n'),
    );
    expect(drafts.map(({ row }) => row)).toEqual([{ id: 'a', answer: 'x', z: 1 }]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'invalid'],
      [2, 'duplicate-id'],
    ]);
  });
});

test('problems name line and cell, good rows stay', async () => {
  const csv =
    '编号,标题,内容,触发词,仅内部,排序,种类\na,,x,,,,\nb,题,,,,,\nc,题,x,[{bad,,,卡片\nd,题,x,,也许,,\ne,题,x,,,第一,\na,又,y,,,,\nf,题,x,,,,视频\n__proto__,题,x,,是,2,';
  const { drafts, problems } = await draftsOf('a.csv', utf8(csv));
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, undefined, 'no-text'],
    [4, 3, 'bad-json'],
    [5, 4, 'bad-boolean'],
    [6, 5, 'bad-number'],
    [7, undefined, 'duplicate-id'],
    [8, undefined, 'unknown-kind'],
  ]);
  expect(drafts.map(({ entry }) => entry.id)).toEqual(['a', '__proto__']);
  expect(drafts[1]?.entry).toMatchObject({ internal: true, order: 2 });
});

test('the same file gives the same ids, two texts under one title two', async () => {
  const csv = utf8('标题,内容\n发货,今天发\n发货,明天发\n退货,可以退');
  const ids = async () => (await draftsOf('a.csv', csv)).drafts.map(({ entry }) => entry.id);
  expect(new Set(await ids()).size).toBe(3);
  expect(await ids()).toEqual(await ids());
});

/** A workbook of our own parts around one sheet. */
function workbook(sheet: string, more: Record<string, Uint8Array> = {}): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`),
    ...more,
  });
}

test('workbooks of other writers: merged cells, shared strings, rich text, dates, formulas, hidden and empty sheets', async () => {
  const read = async (name: string) => {
    const opened = await openFile(name, new Uint8Array(readFileSync(`tests/fixtures/import/${name}`)));
    if (!opened.ok || !('tables' in opened.value)) throw new Error('not opened');
    return opened.value.tables;
  };
  const [main, hidden, ...none] = await read('openpyxl.xlsx');
  if (!main) throw new Error('no sheet');
  expect([main.sheet, hidden?.sheet, none.length]).toEqual(['话术', '隐藏', 0]);
  const found = await draftsFromTable(main, guessMapping(main));
  expect(found?.drafts.map(({ line, row }) => [line, row.folder, row.title, row.answer, row.valid_to])).toEqual([
    [3, '售前/尺码', '偏大', '建议拍小一码哦', '2026-12-31'],
    [4, '售前/尺码', '数量', '3', '2026-12-31T18:30:00'],
    [6, '售后', '换行', '第一行\n第二行 & <b>', undefined],
  ]);
  // A formula that was never calculated has no text.
  expect(found?.problems).toEqual([{ line: 5, code: 'no-text' }]);
  expect((await read('xlsxwriter.xlsx'))[0]?.rows).toEqual([
    ['标题', '回复内容', '失效日期'],
    ['发货', '今天发', '2026-12-31'],
    ['公式', '标题x', ''],
  ]);
});

test('a formula gives its stored result as text, numbers and dates stay what they show', async () => {
  const cells =
    '<row r="1"><c r="A1" t="str"><f>1+1</f><v>=2</v></c><c r="B1"><v>0.1</v></c><c r="C1"><v>00123</v></c><c r="D1" t="b"><v>1</v></c></row>';
  const opened = await openFile('a.xlsx', workbook(cells));
  expect(opened).toMatchObject({ ok: true, value: { tables: [{ rows: [['=2', '0.1', '00123', 'true']] }] } });
});

describe('hostile files are refused with a reason, in bounded time and memory', () => {
  const far = (ref: string): Uint8Array => workbook(`<row r="1"><c r="${ref}"><v>1</v></c></row>`);
  const manyColumns = utf8(`${'x,'.repeat(1_000_000)}x\n`);
  const bomb = workbook('', { 'xl/sharedStrings.xml': new Uint8Array(300_000_000) });
  const lying = (() => {
    const file = workbook('', { 'xl/sharedStrings.xml': new Uint8Array(60_000_000) });
    // The directory says that each part unpacks to 10 bytes.
    const view = new DataView(file.buffer, file.byteOffset);
    for (let at = 0; at < file.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    return file;
  })();
  const claim = (() => {
    const file = workbook('<row r="1"><c r="A1"><v>1</v></c></row>');
    const view = new DataView(file.buffer, file.byteOffset);
    for (let at = 0; at < file.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 20, 1_000_000_000, true);
    return file;
  })();
  const rows = (count: number): Uint8Array => utf8(`标题,内容\n${'a,b\n'.repeat(count)}`);

  test.each([
    ['a zip bomb', 'a.xlsx', bomb, 'bomb'],
    ['a zip bomb whose directory lies', 'a.xlsx', lying, 'bomb'],
    ['a part that claims a gigabyte', 'a.xlsx', claim, 'not-a-spreadsheet'],
    ['a cell in the last column', 'a.xlsx', far('XFD1'), 'too-many-columns'],
    ['a cell in an impossible column', 'a.xlsx', far('ZZZZZZZZZZ1'), 'too-many-columns'],
    ['a cell in the last row', 'a.xlsx', far('A1048576'), 'too-many-rows'],
    ['a cell in an impossible row', 'a.xlsx', far('A99999999999999'), 'too-many-rows'],
    ['a million columns', 'a.csv', manyColumns, 'too-many-columns'],
    ['too many rows', 'a.csv', rows(60_002), 'too-many-rows'],
    ['51 MB', 'a.csv', new Uint8Array(51_000_000).fill(65), 'too-large'],
    [
      'a DTD',
      'a.xlsx',
      workbook('', { 'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "b">]><workbook/>') }),
      'not-a-spreadsheet',
    ],
    ['any zip', 'a.xlsx', zipSync({ 'a.txt': strToU8('x') }), 'not-a-spreadsheet'],
    ['a cut zip', 'a.xlsx', workbook('').subarray(0, 200), 'not-a-spreadsheet'],
    ['an old or encrypted workbook', 'a.xls', bytes(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'not-a-spreadsheet'],
    ['a picture', 'a.csv', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0, 0, 13), 'wrong-encoding'],
    ['bytes of no encoding', 'a.csv', bytes(0x41, 0xff, 0xff, 0xff, 0x41), 'wrong-encoding'],
    ['nothing', 'a.csv', bytes(), 'no-rows'],
    ['blank lines', 'a.csv', utf8('\n \n,,\n'), 'no-rows'],
    ['broken JSON', 'a.json', utf8('{"a": [1,2'), 'unknown-format'],
    ['bottomless JSON', 'a.json', utf8('['.repeat(5_000_000)), 'unknown-format'],
  ])('%s', async (_name, name, data, reason) => {
    const before = performance.now();
    const { arrayBuffers } = process.memoryUsage();
    const opened = await openFile(name, data);
    expect(opened.ok ? 'opened' : opened.reason).toBe(reason);
    // Generous: other suites share the machine. What matters is that nothing grows without bound.
    expect(performance.now() - before).toBeLessThan(10_000);
    // What is unpacked is counted while it comes: nothing near the size that a bomb promises is ever held.
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(150_000_000);
  });

  test('deep but closed JSON and prototype keys become problems, not crashes', async () => {
    const deep = `${'['.repeat(200)}"x"${']'.repeat(200)}`;
    expect((await draftsOf('a.json', utf8(deep))).problems).toEqual([{ line: 1, code: 'unsafe' }]);
    const proto = await draftsOf('a.json', utf8('[{"title":"a","content":"b","__proto__":{"x":1}}]'));
    expect(proto.problems).toEqual([{ line: 1, code: 'unsafe' }]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('a cell of ten million characters is a problem of its row only', async () => {
    const { drafts, problems } = await draftsOf('a.csv', utf8(`标题,内容\n长,${'字'.repeat(10_000_000 / 3)}\n好,短`));
    expect(problems).toMatchObject([{ line: 2, column: 1, code: 'too-long' }]);
    expect(drafts).toHaveLength(1);
  });

  test('an unclosed quote swallows the rest as one cell and is told', async () => {
    const { problems } = await draftsOf('a.csv', utf8(`标题,内容\n长,"${'a,b\n'.repeat(20_000)}`));
    expect(problems.map(({ code }) => code)).toEqual(['too-long']);
  });
});

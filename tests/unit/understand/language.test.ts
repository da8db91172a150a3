import { expect, test } from 'vitest';
import { detectLanguage, isChinese } from '@/lib/understand/language';

test.each([
  ['什么时候发货', 'zh-Hans'],
  ['什麼時候會出貨呢', 'zh-Hant'],
  ['幾時有貨㗎，唔該', 'yue'],
  ['点解仲未到嘅', 'yue'],
  ['when will my order ship', 'en'],
  ['那款 bra 有 stock 吗', 'zh-Hans'],
  ['kak ini ready stok warna hitam ga', 'id'],
  ['barang ni ada stok tak? boleh hantar ke Sabah', 'ms'],
  ['สินค้ามีของไหมคะ', 'th'],
  ['Shop ơi khi nào giao hàng vậy', 'vi'],
  ['magkano po ba ito, meron pa kayo', 'tl'],
  ['¿Cuándo llega mi pedido?', 'es'],
  ['quando chega o meu pedido, não recebi', 'pt'],
  ['いつ届きますか', 'ja'],
  ['언제 배송되나요', 'ko'],
  ['когда придёт посылка', 'ru'],
  ['متى يصل الطلب', 'ar'],
  ['12345', 'und'],
  ['😂😂', 'und'],
  ['', 'und'],
  ['有货 bro?', 'zh-Hans'],
])('%s → %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each([
  ['zh-Hans', true],
  ['zh-Hant', true],
  ['yue', true],
  ['en', false],
  ['und', false],
])('%s is Chinese: %s', (language, expected) => {
  expect(isChinese(language)).toBe(expected);
});

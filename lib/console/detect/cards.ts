import { isNoMessage } from '../no-message';
import type { TextBlock } from './text-blocks';

/** A product that stands in the thread, as a card. */
export interface Card {
  title: TextBlock;
  price: TextBlock;
}

const MONEY = '(?:[¥￥$€£₽₫฿₹₩]|(?:us|nt|hk|s|a)\\$|rp\\.?|rm|vnd|php)';
const NUMBER = '\\d[\\d.,\\s]{0,14}';
/** A price and nothing else, in the currencies of our consoles. */
const PRICE = new RegExp(
  `^(?:${MONEY}\\s?${NUMBER}|${NUMBER}(?:元|円|원|₽|€|₫|฿))(?:\\s*(?:[-–~]\\s*${MONEY}?\\s?${NUMBER}|起|/件))?$`,
  'iu',
);
const FURNITURE = 'img, button, [role="button"], a[href]';
const MIN_TITLE = 4;

/** Reads a box as the card of a product: a price in a line of its own, a title, and a picture or a button; null = it is none. */
export function readCard(box: Element, blocks: readonly TextBlock[]): Card | null {
  const inside = blocks.filter(({ element }) => box.contains(element));
  const price = inside.find(({ text }) => PRICE.test(text.trim()));
  if (!price || box.querySelector(FURNITURE) === null) return null;
  const [title] = inside
    .filter((block) => block !== price && block.text.length >= MIN_TITLE && !isNoMessage(block.text))
    .sort((a, b) => b.text.length - a.text.length);
  return title ? { title, price } : null;
}

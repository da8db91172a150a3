import { findPersonalData, type PersonalDataType } from '@/lib/core/redact';
import { foldText } from '@/lib/core/text';

const LABELS: Record<PersonalDataType, string> = {
  phone: '手机号',
  address: '地址',
  id: '证件号',
  order: '订单号',
  tracking: '快递单号',
  card: '卡号',
  email: '邮箱',
  name: '姓名',
};
const TOKEN = /〔(?:手机号|地址|证件号|订单号|快递单号|卡号|邮箱|姓名)\d{1,3}〕/g;

/**
 * Hides personal data in all pieces of one request behind placeholders that stay the same for the same value, wherever it
 * stands, and knows the way back. One vault per request: nothing of one buyer can be restored into another's draft.
 */
export interface Vault {
  hide(text: string): string;
  restore(text: string): string;
  /** Placeholders in a text that this vault never gave out. */
  listUnknown(text: string): string[];
  /** Values hidden so far. */
  size(): number;
}

/** Makes a vault; `names` are the people known from the page. */
export function createVault(names: readonly string[]): Vault {
  const tokens = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<PersonalDataType, number>();

  const tokenFor = (type: PersonalDataType, value: string): string => {
    const key = `${type}\u0000${foldText(value).text.replace(/[\s\-–—.·]/g, '')}`;
    const known = tokens.get(key);
    if (known) return known;
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    const token = `〔${LABELS[type]}${count}〕`;
    tokens.set(key, token);
    originals.set(token, value);
    return token;
  };

  return {
    hide(text) {
      let out = '';
      let at = 0;
      for (const { type, start, end } of findPersonalData(text, { names })) {
        out += text.slice(at, start) + tokenFor(type, text.slice(start, end));
        at = end;
      }
      return out + text.slice(at);
    },
    restore: (text) => text.replace(TOKEN, (token) => originals.get(token) ?? token),
    listUnknown: (text) => [...text.matchAll(TOKEN)].map(([token]) => token).filter((token) => !originals.has(token)),
    size: () => originals.size,
  };
}

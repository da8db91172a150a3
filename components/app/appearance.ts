import type { Settings } from '@/lib/platform/messages';

/** What a view needs before the host has answered, so that it does not flash in the wrong colours or language. */
export type Appearance = Pick<Settings, 'language' | 'colorScheme'>;

const KEY = 'deskmate.appearance';
const DEFAULT: Appearance = { language: 'zh-CN', colorScheme: 'auto' };

/** The appearance of last time; the defaults when there is none or storage is blocked. */
export function getAppearance(): Appearance {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return DEFAULT;
    const { language, colorScheme } = stored as Partial<Appearance>;
    return {
      language: language === 'en' ? 'en' : 'zh-CN',
      colorScheme: colorScheme === 'light' || colorScheme === 'dark' ? colorScheme : 'auto',
    };
  } catch {
    return DEFAULT;
  }
}

/** Remembers the appearance for the next first paint. */
export function saveAppearance(appearance: Appearance): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Without storage the next start paints the defaults first: nothing is lost.
  }
}

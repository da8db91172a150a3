import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '@/assets/locales/en.json';
import zhCN from '@/assets/locales/zh-CN.json';

export type Language = 'zh-CN' | 'en';

/** Ready at once: both locales are small and bundled, so no view ever waits for its words. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
    // The locales are whole and named exactly: no look at `zh` behind `zh-CN`.
    load: 'currentOnly',
    initAsync: false,
    showSupportNotice: false,
  });
  rememberCodes(instance);
  return instance;
}

/**
 * i18next asks `Intl` for the canonical form of the language at every single text (7–10 % of what a view computes, measured
 * 2026-11-28); there are two of them.
 */
function rememberCodes({ services }: i18n): void {
  const utils = services.languageUtils as { formatLanguageCode(code: string): string };
  const format = utils.formatLanguageCode.bind(utils);
  const known = new Map<string, string>();
  utils.formatLanguageCode = (code) => {
    const found = known.get(code) ?? format(code);
    known.set(code, found);
    return found;
  };
}

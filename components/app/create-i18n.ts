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
    initAsync: false,
    showSupportNotice: false,
  });
  return instance;
}

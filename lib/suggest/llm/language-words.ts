const LANGUAGE_WORDS: Record<string, string> = {
  zh: '简体中文',
  'zh-Hant': '繁體中文',
  yue: '中文',
  en: 'English',
  und: '简体中文',
};

/** The language that a text must have, in words for the model. */
export const toLanguageWords = (language: string): string =>
  LANGUAGE_WORDS[language] ??
  LANGUAGE_WORDS[language.split('-')[0] ?? ''] ??
  new Intl.DisplayNames('en', { type: 'language' }).of(language) ??
  language;

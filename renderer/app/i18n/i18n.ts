import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';

export type Locale = 'ru' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
  }
}

/** Ready when it resolves; the words are bundled, so nothing is fetched. */
export async function startWords(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    defaultNS: 'words',
    resources: { en: { words: en }, ru: { words: ru } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  markLocale(locale);
}

export async function changeLocale(locale: Locale): Promise<void> {
  if (i18next.language === locale) return;
  await i18next.changeLanguage(locale);
  markLocale(locale);
}

/**
 * The language of whoever looks at the page: what the browser asks for, and in a window of our own what the system is set
 * to. Core may run where another language is spoken.
 */
export function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

function markLocale(locale: Locale): void {
  document.documentElement.lang = locale;
}

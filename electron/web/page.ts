/**
 * The plain page for somebody who stands outside. Holds no script, no style and nothing that came with the request.
 * The link is for a browser that did get its cookie but was sent on from another site, where it may not show it.
 */
export function outsidePage(why: 'used' | 'no-session', locale: 'ru' | 'en'): string {
  const words = pageWords[locale];
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Perezvon</title>
<h1>${words.title[why]}</h1>
<p>${words.why[why]}</p>
<p>${words.how}</p>
<p><a href="/">${words.again}</a></p>
</html>
`;
}

const pageWords = {
  ru: {
    title: { used: 'Этот адрес уже использован', 'no-session': 'Этот браузер ещё не впущен' },
    why: {
      used: 'Адрес для входа действует один раз. Если его открыли не вы, перезапустите программу.',
      'no-session': 'Perezvon открывается по одноразовому адресу, который программа печатает при запуске.',
    },
    how: 'Чтобы получить новый адрес, запустите Perezvon ещё раз тем же способом: работающая программа продолжит работу и выдаст новый адрес.',
    again: 'Открыть Perezvon в этом браузере, если он уже был впущен',
  },
  en: {
    title: { used: 'This address has been used', 'no-session': 'This browser has not been let in' },
    why: {
      used: 'An address opens the program once. If it was not you who opened it, restart the program.',
      'no-session': 'Perezvon opens by a one-time address, which the program prints when it starts.',
    },
    how: 'To get a new address, start Perezvon again the same way: the one that runs keeps running and gives out a new address.',
    again: 'Open Perezvon in this browser, if it was let in before',
  },
} as const;

/** Where not even the words of a language could be loaded: both languages, and the one thing that helps. */
export function showUnloaded(root: HTMLElement): void {
  const main = document.createElement('main');
  main.setAttribute('role', 'alert');
  main.style.cssText = 'display: grid; gap: 12px; max-width: 400px; margin: 20vh auto 0; padding: 16px';
  const texts = [
    ['ru', 'Программа не загрузилась: её закрыли или заменили другой версией. Перезагрузите страницу.'],
    ['en', 'The program could not be loaded: it was closed, or replaced by another version. Reload the page.'],
  ];
  for (const [lang = '', text = ''] of texts) {
    main.append(Object.assign(document.createElement('p'), { lang, textContent: text }));
  }
  const reload = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Перезагрузить / Reload',
  });
  reload.style.cssText = 'justify-self: start; text-decoration: underline';
  reload.addEventListener('click', () => location.reload());
  main.append(reload);
  root.replaceChildren(main);
}

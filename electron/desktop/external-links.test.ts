import { expect, it } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { createUrlOpener } from './external-links.ts';

const create = () => {
  const opened: string[] = [];
  const openExternal = (url: string) => opened.push(url);
  const { electron } = createElectronDouble({ openPage: createBlankPages().openPage, openExternal });
  return { opener: createUrlOpener(electron), opened };
};

it.each(['https://example.com/a?b=c', 'mailto:help@example.com'])('opens %s', async (url) => {
  const { opener, opened } = create();
  await opener.open(url);
  expect(opened).toEqual([url]);
});

it.each(['http://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'vbscript:x', 'C:\\x.exe', '//host/x', ''])(
  'refuses "%s"',
  async (url) => {
    const { opener, opened } = create();
    await expect(opener.open(url)).rejects.toThrow();
    expect(opened).toEqual([]);
  },
);

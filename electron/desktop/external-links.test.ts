import { expect, it } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { createUrlOpener } from './external-links.ts';

const create = () => {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  return { opener: createUrlOpener(electron), world };
};

it.each(['https://example.com/a?b=c', 'mailto:help@example.com'])('opens %s', async (url) => {
  const { opener, world } = create();
  await opener.open(url);
  expect(world.opened).toEqual([url]);
});

it.each(['http://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'vbscript:x', 'C:\\x.exe', '//host/x', ''])(
  'refuses "%s"',
  async (url) => {
    const { opener, world } = create();
    await expect(opener.open(url)).rejects.toThrow();
    expect(world.opened).toEqual([]);
  },
);

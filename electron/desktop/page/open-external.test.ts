import { expect, it } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createUrlOpener } from './open-external.ts';

const create = (telOpener: 'ours' | 'other' | 'nobody' = 'other') => {
  const opened: string[] = [];
  const openExternal = (url: string) => opened.push(url);
  const { electron } = createElectronDouble({ openPage: createBlankPages().openPage, openExternal });
  return { opener: createUrlOpener({ ...electron, telOpener: async () => telOpener }), opened };
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

it('hands a number over to the program that opens such links, and nothing else as a number', async () => {
  const { opener, opened } = create();
  await opener.dial('+79161000232');
  expect(opened).toEqual(['tel:+79161000232']);
  for (const wrong of ['', '89161000232', '+7916;phone-context=x', '+7 916', 'tel:+79161000232'])
    await expect(opener.dial(wrong)).rejects.toThrow(TypeError);
  expect(opened).toHaveLength(1);
});

it.each(['ours', 'nobody'] as const)('hands nothing over where %s opens them', async (telOpener) => {
  const { opener, opened } = create(telOpener);
  await expect(opener.dial('+79161000232')).rejects.toMatchObject({ problem: { code: 'NO_TEL_PROGRAM' } });
  expect(opened).toEqual([]);
});

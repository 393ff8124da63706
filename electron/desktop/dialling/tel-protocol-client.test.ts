import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createCallLinks, desktopEntry } from './tel-protocol-client.ts';

/** `answers`: what the system's tools print, by what they are asked for; the rest they do not know. */
function create(platform: NodeJS.Platform, answers: Record<string, string> = {}) {
  const opened: string[] = [];
  const { electron, world } = createElectronDouble({
    platform,
    openPage: createBlankPages().openPage,
    openExternal: (url) => void opened.push(url),
  });
  world.app.becomeReady();
  const ask = async (_command: string, args: readonly string[]) =>
    Object.entries(answers).find(([part]) => args.join(' ').includes(part))?.[1];
  const { app, shell } = electron;
  const links = createCallLinks({ app, shell, platform, environment: {}, ask });
  const judged = async () => {
    const { finding, detail } = await links.judge();
    return detail === undefined ? finding : `${finding} (${detail})`;
  };
  return { links, judged, opened, world };
}

const chosen = (progId: string) => `\r\nHKEY_CURRENT_USER\\...\r\n    ProgId    REG_SZ    ${progId}\r\n\r\n`;

describe('on Linux', () => {
  it('is known by the program’s own desktop entry', () => {
    expect(packageJson.desktopName).toBe(desktopEntry);
  });

  it('says what the desktop really opens links with', async () => {
    expect(await create('linux', { 'x-scheme-handler': desktopEntry }).judged()).toBe('fine');
    const mixed = { 'x-scheme-handler/tel': desktopEntry, 'x-scheme-handler/sip': 'linphone.desktop' };
    expect(await create('linux', { ...mixed, 'x-scheme-handler/callto': '' }).judged()).toBe(
      'other-program (sip: linphone)',
    );
    expect(await create('linux', { 'x-scheme-handler': '' }).judged()).toBe('no-program');
  });

  it('believes Electron where the desktop has no such tool', async () => {
    const { judged, world } = create('linux');
    expect(await judged()).toBe('no-program');
    for (const scheme of ['tel', 'callto', 'sip']) world.handled.add(scheme);
    expect(await judged()).toBe('fine');
  });

  it('takes the links when the user wants it, where there is an entry to open them with', async () => {
    const { links, judged, world } = create('linux');
    expect(await links.claim()).toBe('taken');
    expect(await judged()).toBe('fine');
    world.app.desktopEntryInstalled = false;
    await expect(links.claim()).rejects.toMatchObject({ problem: { code: 'NOT_SUPPORTED' } });
  });
});

describe('on Windows', () => {
  it('says what the user chose, and not what was registered', async () => {
    const { judged, world } = create('win32', { 'tel\\UserChoice': chosen('Teams.tel'), UserChoice: chosen('') });
    for (const scheme of ['tel', 'callto', 'sip']) world.handled.add(scheme);
    expect(await judged()).toBe('other-program (tel: Teams.tel)');
    expect(await create('win32', { UserChoice: chosen('Perezvon.CallLink') }).judged()).toBe('fine');
    expect(await create('win32').judged()).toBe('no-program');
  });

  it('takes the newer record of the choice for the true one', async () => {
    const both = { UserChoiceLatest: chosen('Perezvon.CallLink'), UserChoice: chosen('Skype') };
    expect(await create('win32', both).judged()).toBe('fine');
  });

  it('leads to where the user chooses, and takes nothing by itself', async () => {
    const { links, opened, world } = create('win32');
    expect(await links.claim()).toBe('asked');
    expect(opened).toEqual([expect.stringMatching(/^ms-settings:defaultapps/)]);
    expect(world.handled.size).toBe(0);
  });
});

describe('on macOS', () => {
  it('names the program that opens them, and takes them when the user wants it', async () => {
    const { links, judged, world } = create('darwin');
    world.app.otherHandler = 'FaceTime';
    expect(await judged()).toBe('other-program (tel: FaceTime, callto: FaceTime, sip: FaceTime)');
    expect(await links.claim()).toBe('taken');
    expect(await judged()).toBe('fine');
  });
});

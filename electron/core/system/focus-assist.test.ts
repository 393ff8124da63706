import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { judgeFocusAssist } from './focus-assist.ts';
import { createRunTool } from './run-tool.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-focus-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A session with only these tools, each a script. */
async function findingIn(tools: Record<string, string>, desktop = '', platform: NodeJS.Platform = 'linux') {
  for (const [name, script] of Object.entries(tools)) {
    await writeFile(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const environment = { PATH: directory, XDG_CURRENT_DESKTOP: desktop };
  const ask = createRunTool({ environment, logger: silentLogger });
  return (await judgeFocusAssist({ platform, environment, home: directory, ask })).finding;
}

describe.skipIf(process.platform === 'win32')('on Linux', () => {
  it.each([
    ['ubuntu:GNOME', { gsettings: 'echo false' }, 'system-quiet'],
    ['GNOME', { gsettings: 'echo true' }, 'fine'],
    ['X-Cinnamon', { gsettings: 'case $2 in *cinnamon*) echo false;; esac' }, 'system-quiet'],
    ['MATE', { gsettings: 'case $2 in *mate*) echo true;; esac' }, 'system-quiet'],
    ['XFCE', { 'xfconf-query': 'echo true' }, 'system-quiet'],
    ['KDE', { gdbus: 'case "$*" in *Inhibited) echo "(<true>,)";; *) exit 1;; esac' }, 'system-quiet'],
    ['KDE', { busctl: 'case "$*" in *Inhibited) echo "b false";; *) exit 1;; esac' }, 'fine'],
    ['sway', { gdbus: 'case "$*" in *cmd0*paused) echo "(<true>,)";; *) exit 1;; esac' }, 'system-quiet'],
  ])('%s says by its own switch', async (desktop, tools, finding) => {
    expect(await findingIn(tools, desktop)).toBe(finding);
  });

  it('does not ask GNOME’s settings about another desktop', async () => {
    expect(await findingIn({ gsettings: 'echo false', gdbus: 'echo "(<false>,)"' }, 'KDE')).toBe('fine');
  });

  it('says that it does not know where nobody answers, or not in time', async () => {
    expect(await findingIn({}, 'GNOME')).toBe('system-untold');
    expect(await findingIn({ gsettings: 'echo "No such schema" >&2; exit 1' }, 'GNOME')).toBe('system-untold');
  });
});

describe('on Windows', () => {
  const printed = (value: string) =>
    `\r\nHKEY_CURRENT_USER\\Software\\...\\Settings\r\n    NOC_GLOBAL_SETTING_TOASTS_ENABLED    REG_DWORD    ${value}\r\n\r\n`;
  const finding = async (answer: string | undefined) => {
    const asked: string[] = [];
    const ask = async (command: string) => {
      asked.push(command);
      return answer;
    };
    const environment = { SystemRoot: 'C:\\Windows' };
    const link = await judgeFocusAssist({ platform: 'win32', environment, home: '', ask });
    expect(asked).toEqual(['C:\\Windows\\System32\\reg.exe']);
    return link.finding;
  };

  it('is quiet when the user switched it so, and otherwise nobody knows', async () => {
    expect(await finding(printed('0x0'))).toBe('system-quiet');
    expect(await finding(printed('0x1'))).toBe('system-untold');
    expect(await finding(undefined)).toBe('system-untold');
  });
});

describe('on macOS', () => {
  const write = async (text: string) => {
    const folder = join(directory, 'Library/DoNotDisturb/DB');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'Assertions.json'), text);
  };

  it('is quiet while anything asks for it, where the file may be read', async () => {
    expect(await findingIn({}, '', 'darwin')).toBe('system-untold');
    await write('{"data":[{"storeAssertionRecords":[{"assertionDetails":{}}]}],"header":{}}');
    expect(await findingIn({}, '', 'darwin')).toBe('system-quiet');
    await write('{"data":[{"storeInvalidationRecords":[]}],"header":{}}');
    expect(await findingIn({}, '', 'darwin')).toBe('fine');
    await write('not a file of this version');
    expect(await findingIn({}, '', 'darwin')).toBe('system-untold');
  });
});

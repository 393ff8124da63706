import { linkSchemes } from '../../../shared/domain/deep-link.ts';
import type { CallLinks, HostLink } from '../../core/ports.ts';
import { ProblemError } from '../../core/problems.ts';
import type { RunTool } from '../../core/system/run-tool.ts';
import { registryValue } from '../../core/system/windows-registry.ts';
import type { ElectronParts } from '../electron-parts.ts';

/** Which program the system opens `tel:` links and their like with, and a way to make it this one. */
export interface DesktopCallLinks extends CallLinks {
  judge(): Promise<HostLink>;
  telOpener(): Promise<'ours' | 'other' | 'nobody'>;
}

/** As `desktopName` of package.json has it: the name of this program's desktop entry on Linux. */
export const desktopEntry = 'app.perezvon.Perezvon.desktop';
/** As `installer.nsh` registers it. */
const windowsClass = 'Perezvon.CallLink';
/** Shows this program's own page of "Default apps"; before Windows 11 the list of all. */
const windowsSettings = 'ms-settings:defaultapps?registeredAppUser=Perezvon';

export function createCallLinks(system: {
  app: Pick<
    ElectronParts<'app'>['app'],
    'isDefaultProtocolClient' | 'setAsDefaultProtocolClient' | 'getApplicationNameForProtocol'
  >;
  shell: Pick<ElectronParts<'shell'>['shell'], 'openExternal'>;
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  ask: RunTool;
}): DesktopCallLinks {
  const { app, shell, platform, environment, ask } = system;

  /** What opens a scheme, as the system names it: `ours`, another program, or nothing. */
  async function opener(scheme: string): Promise<{ ours: boolean; name: string }> {
    if (platform === 'win32') {
      const name = await windowsChoice(scheme);
      return { ours: name === windowsClass, name };
    }
    if (platform === 'linux') {
      // Electron would ask `xdg-settings`, which reads a file and not what the desktop makes of it.
      const name = await ask('xdg-mime', ['query', 'default', `x-scheme-handler/${scheme}`]);
      if (name !== undefined) return { ours: name === desktopEntry, name: name.replace(/\.desktop$/, '') };
    }
    const ours = app.isDefaultProtocolClient(scheme);
    return { ours, name: ours || platform === 'linux' ? '' : app.getApplicationNameForProtocol(`${scheme}:`) };
  }

  /**
   * What the user chose; Electron would answer what this program registered, which decides nothing. Newer builds of Windows 11
   * keep the choice under another key, and the old one beside it.
   */
  async function windowsChoice(scheme: string): Promise<string> {
    const root = `HKCU\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\${scheme}`;
    for (const key of ['UserChoiceLatest\\ProgId', 'UserChoice']) {
      const chosen = await registryValue(ask, environment, `${root}\\${key}`, 'ProgId');
      if (typeof chosen === 'string' && chosen !== '') return chosen;
    }
    return '';
  }

  return {
    async telOpener() {
      const { ours, name } = await opener('tel');
      return ours ? 'ours' : name === '' ? 'nobody' : 'other';
    },
    async judge() {
      const openers = await Promise.all(linkSchemes.map(async (scheme) => ({ scheme, ...(await opener(scheme)) })));
      const others = openers.filter(({ ours }) => !ours);
      if (others.length === 0) return { link: 'tel-links', status: 'ok', finding: 'fine' };
      const named = others.filter(({ name }) => name !== '').map(({ scheme, name }) => `${scheme}: ${name}`);
      // Nobody is missed by it: it is for the user to know and to choose.
      if (named.length === 0) return { link: 'tel-links', status: 'warning', finding: 'no-program' };
      return { link: 'tel-links', status: 'warning', finding: 'other-program', detail: named.join(', ').slice(0, 300) };
    },
    async claim() {
      if (platform === 'win32') {
        await shell.openExternal(windowsSettings);
        return 'asked';
      }
      const taken = linkSchemes.map((scheme) => app.setAsDefaultProtocolClient(scheme));
      // An AppImage that nobody installed has no desktop entry, and the system nothing to open links with.
      if (!taken.includes(true)) throw new ProblemError('NOT_SUPPORTED');
      return 'taken';
    },
  };
}

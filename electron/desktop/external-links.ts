import type { UrlOpener } from '../core/ports.ts';
import type { ElectronParts } from './electron-parts.ts';

const schemes: readonly string[] = ['https:', 'mailto:'];

/** Whether an address may be given to the operating system, which would run whatever program a scheme names. */
export function isOpenable(url: string): boolean {
  return URL.canParse(url) && schemes.includes(new URL(url).protocol);
}

export function createUrlOpener({ shell }: ElectronParts<'shell'>): UrlOpener {
  return {
    async open(url) {
      if (!isOpenable(url)) throw new Error('only https and mailto addresses are opened outside');
      await shell.openExternal(new URL(url).href);
    },
  };
}

import { telLink } from '../../../shared/domain/deep-link.ts';
import type { UrlOpener } from '../../core/ports.ts';
import { ProblemError } from '../../core/problems.ts';
import type { ElectronParts } from '../electron-parts.ts';

const schemes: readonly string[] = ['https:', 'mailto:'];

/** Whether an address may be given to the operating system, which would run whatever program a scheme names. */
export function isOpenable(url: string): boolean {
  return URL.canParse(url) && schemes.includes(new URL(url).protocol);
}

/** `telOpener`: who opens `tel:` links now, as far as the system tells. */
export function createUrlOpener({
  shell,
  telOpener,
}: ElectronParts<'shell'> & { telOpener: () => Promise<'ours' | 'other' | 'nobody'> }): UrlOpener {
  return {
    async dial(number) {
      const link = telLink(number);
      // Its own link would come back to its own dial box, which is where nobody could call.
      if ((await telOpener()) !== 'other') throw new ProblemError('NO_TEL_PROGRAM');
      await shell.openExternal(link);
    },
    async open(url) {
      if (!isOpenable(url)) throw new Error('only https and mailto addresses are opened outside');
      await shell.openExternal(new URL(url).href);
    },
  };
}

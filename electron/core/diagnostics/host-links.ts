import { hostLinks } from '../../../shared/contract/diagnostics.ts';
import type { HostLink, Logger } from '../ports.ts';
import { type LinkTest, notHere, type Verdict } from './verdict.ts';

export interface HostLinksDeps {
  diagnose: (() => Promise<readonly HostLink[]>) | undefined;
  /** Whether the page shows the notifications: then it tests them too. */
  pageNotifies: boolean;
  logger: Logger;
}

/** What the host says of its own system, asked once a run. */
export function hostTests({ diagnose, pageNotifies, logger }: HostLinksDeps): LinkTest[] {
  let answer: Promise<readonly HostLink[] | undefined> | undefined;

  async function ask(): Promise<readonly HostLink[] | undefined> {
    try {
      return await (diagnose?.() ?? []);
    } catch (error) {
      logger.warn('host-links-failed', { error });
      return undefined;
    }
  }

  async function verdictOf(link: (typeof hostLinks)[number]): Promise<Verdict> {
    answer ??= ask();
    const said = await answer;
    if (said === undefined) return { status: 'not-applicable', finding: 'system-unknown' };
    const { link: _link, ...verdict } = said.find((one) => one.link === link) ?? { link, ...notHere };
    return verdict;
  }

  return hostLinks
    .filter((link) => !(link === 'notifications' && pageNotifies))
    .map((link) => ({ link, run: () => verdictOf(link) }));
}

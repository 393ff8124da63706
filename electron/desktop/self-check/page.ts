import * as z from 'zod';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { detailOf, type Finding, failed, ok } from '../../core/self-check/check.ts';
import { pageUrl } from '../page/origin.ts';
import { breakPolicy, watchPage } from './inside-page.ts';
import type { ProbeWindow } from './probe-window.ts';

const broken = z.object({ ran: z.boolean(), refusedBy: z.string() });

/** The policy is in force: a script that stands in the page itself does not run, and the page is told. */
export async function checkPolicy(window: ProbeWindow, words: SelfCheckWords): Promise<Finding> {
  const { ran, refusedBy } = await window.run(breakPolicy, undefined, broken);
  return ran ? failed(words.policyNotInForce()) : ok({ refusedBy });
}

/** The program's own page comes up, and does nothing that its policy forbids. */
export async function checkPage(window: ProbeWindow, words: SelfCheckWords): Promise<Finding> {
  try {
    await window.load(pageUrl);
  } catch (error) {
    return failed(words.noPage(detailOf(error)));
  }
  const violations = await window.run(watchPage, undefined, z.array(z.string()));
  return violations.length === 0
    ? ok({ violations: 0 })
    : failed(words.policyViolated(violations.length, [...new Set(violations)].join(', ')));
}

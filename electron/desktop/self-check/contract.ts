import * as z from 'zod';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { detailOf, type Finding, failed, ok } from '../../core/self-check/check.ts';
import { callContract } from './inside-page.ts';
import type { ProbeWindow } from './probe-window.ts';

/** `host.info` as oRPC writes it: `i` is the number of the call, `p` what is asked, and of the answer what is said. */
const call = JSON.stringify({ i: '1', p: { u: '/host/info' } });
const answer = z.object({
  i: z.literal('1'),
  p: z.object({ b: z.object({ json: z.object({ version: z.string() }) }) }),
});

/** A call of the contract over a port of the preload, as the page makes it. */
export async function checkContract(window: ProbeWindow, version: string, words: SelfCheckWords): Promise<Finding> {
  try {
    const text = await window.run(callContract, call, z.string());
    const said = answer.parse(JSON.parse(text)).p.b.json.version;
    return said === version ? ok() : failed(words.otherVersion(said, version));
  } catch (error) {
    return failed(words.noContract(detailOf(error)));
  }
}

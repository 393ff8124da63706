/** SIPNET's stand in a process of its own, so that the core's is measured alone: told which events to post, asked what was ordered. */
import { createSipnetStand } from '../../../electron/demo/sipnet/stand.ts';
import { testAccount } from '../../fixtures/sipnet-account.ts';

/** What it is sent, and what it answers to each. */
export type ProviderQuestion =
  /** The events of phones that ring, one for each of these ids of calls. Answered when all are posted. */
  { post: string[] } | 'orders';
/** The first one is the address of the stand. */
export type ProviderAnswer = { url: string } | 'posted' | { orders: number };

const stand = await createSipnetStand({ account: testAccount, makeAudio: async () => new Uint8Array() });
const answer = (told: ProviderAnswer) => process.send?.(told);
process.on('message', async (question: ProviderQuestion) => {
  if (question === 'orders') {
    answer({ orders: stand.requestsFor('gencall').length });
    return;
  }
  await post(stand.settings().hookUrl ?? '', question.post);
  answer('posted');
});
answer({ url: stand.url });

/** Fifty at a time, as a provider does that had to wait. */
async function post(hookUrl: string, calls: readonly string[]): Promise<void> {
  for (let serial = 0; serial < calls.length; serial += 50) {
    const some = calls.slice(serial, serial + 50);
    const posted = await Promise.all(
      some.map((callId, index) => fetch(hookUrl, { method: 'POST', body: hook(callId, serial + index) })),
    );
    if (posted.some(({ ok }) => !ok)) throw new Error('the relay does not take what is posted');
  }
}

/** The event of one phone that rings. */
function hook(callId: string, serial: number): string {
  const now = new Date().toISOString();
  const gmt = `${now.slice(8, 10)}.${now.slice(5, 7)}.${now.slice(0, 4)} ${now.slice(11, 19)}`;
  return JSON.stringify({
    call_id: callId,
    cid: String(serial),
    callee_id: '74950000110',
    created: gmt,
    event_created: gmt,
    caller_id: `7916${String(1_000_000 + serial)}`,
    direction: 'in',
    sip_id: String(serial),
    state: 'INVITE',
    duration: '0',
  });
}

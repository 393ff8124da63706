/** A month of a busy contract at the Integration API, in a process of its own. Forked by `import.ts`. */
import { createIntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';

const day = 24 * 3600_000;

export interface StandTask {
  lines: number;
  calls: number;
}
export interface StandReady {
  url: string;
  token: string;
  numbers: string[];
}

process.on('message', async ({ lines, calls }: StandTask) => {
  const numbers = Array.from({ length: lines }, (_, index) => String(4950000100 + index));
  const stand = await createIntegrationApiStand({ brand: 'sunsim', contract: { numbers } });
  // The last ones are over by now.
  const now = Date.now() - 10 * 60_000;
  const span = 27.5 * day;
  for (let index = 0; index < calls; index += 1) {
    const isTalk = index % 3 !== 0;
    stand.addCall({
      direction: index % 4 === 3 ? 'out' : 'in',
      // Every caller calls some ten times in the month.
      remote: `7943${String(1_000_000 + ((index * 7919) % Math.ceil(calls / 10))).padStart(7, '0')}`,
      line: numbers[(index * 31) % lines] ?? '',
      startedAt: now - span + Math.floor((span / calls) * index),
      ...(isTalk ? { talkSeconds: 10 + (index % 300) } : {}),
      recorded: isTalk && index % 5 === 0,
    });
  }
  const ready: StandReady = { url: stand.url, token: stand.authorizationToken() ?? '', numbers };
  process.send?.(ready);
});
process.send?.('loaded');

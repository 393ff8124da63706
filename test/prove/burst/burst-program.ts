/**
 * `npm run prove -- burst --events N`: so many events that waited at the relay, of as many calls and of the legs of one, and
 * so many clicks at once for one order: every call once, one order, and the program answers meanwhile.
 */
import { parseArgs } from 'node:util';
import { burstsOf, runBurst } from './burst.ts';

const { values } = parseArgs({ options: { events: { type: 'string' } } });
const events = Number(values.events ?? 10_000);

let isWhole = true;
for (const burst of burstsOf(events)) {
  const { title, milliseconds, calls, orders, delays, idleDelays } = await runBurst(burst);
  isWhole &&= calls.found === calls.expected && orders === 1;
  console.log(
    `${events.toLocaleString('en')} events of ${title}: read after ${milliseconds.toFixed(0)} ms; ` +
      `${calls.found} calls of ${calls.expected}; ${events.toLocaleString('en')} clicks: ${orders} order`,
  );
  console.table({ 'the core': delays, 'a process that does nothing': idleDelays });
}
process.exitCode = isWhole ? 0 : 1;

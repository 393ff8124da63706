/**
 * What an outage leaves behind: 1,000 events that wait at the relay when the program starts, of as many calls, and then of the
 * legs of one. How long until all are read, and the event-loop delay of the core's process meanwhile beside that of a process
 * that does nothing at the same time. Run: node test/bench/burst.ts
 */
import { burstsOf, runBurst } from '../prove/burst/burst.ts';

for (const burst of burstsOf(1_000)) {
  const { title, events, milliseconds, delays, idleDelays } = await runBurst(burst);
  console.log(`${events.toLocaleString('en')} events of ${title}: read after ${milliseconds.toFixed(0)} ms`);
  console.table({ 'the core': delays, 'a process that does nothing': idleDelays });
}

/** Does nothing, and tells how late it is with that. Forked by `import.ts`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { delaysOf } from './event-loop-delays.ts';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', () => process.send?.(delaysOf(delay)));
process.send?.('ready');

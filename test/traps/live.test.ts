import { test } from 'vitest';
import { tryMainJob } from './main-job.ts';
import { liveReadings } from './readings.ts';

test.concurrent.for(liveReadings)('$title', tryMainJob);

import { test } from 'vitest';
import { tryMainJob } from './main-job.ts';
import { askedReadings } from './readings.ts';

test.concurrent.for(askedReadings)('$title', tryMainJob);

import { app } from './app.ts';
import { calls } from './calls.ts';
import { callback, live, missed } from './live.ts';
import { recordings } from './recordings.ts';

export const en = { app, calls, live, missed, callback, recordings };

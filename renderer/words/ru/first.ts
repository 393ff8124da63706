import { problemWords } from '../../../shared/words/problem-words-ru.ts';
import { app } from './app.ts';
import { calls } from './calls.ts';
import { connection } from './connection.ts';
import { callback, live, missed } from './live.ts';
import { quiet } from './quiet.ts';

/** What the first screen says. */
export const first = { app, calls, live, missed, callback, quiet, accounts: connection };

export { problemWords };

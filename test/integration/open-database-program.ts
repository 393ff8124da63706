/** Opens the database of a folder, brings it to the newest format, and says so. Its test kills it on the way. */
import { openDatabase } from '../../electron/core/database/database.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

const [directory = ''] = process.argv.slice(2);
process.send?.('begins');
openDatabase({ directory, clock: createSystemClock(), logger: silentLogger }).close();
process.send?.('done');

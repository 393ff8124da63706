import type { RecordingRules, WholeRecordingRules } from '../../../../shared/domain/recording-rules.ts';
import { type Fields, seconds, text } from '../fields.ts';
import type { SettingFacet } from '../setting-facet.ts';
import type { Ask } from './wire.ts';
import { readYesNo, writeYesNo } from './yes-no.ts';

/** SIPNET API 2.7.0, 6.12. */
export function createRecordingRules({ read, write }: Ask): SettingFacet<RecordingRules, WholeRecordingRules> {
  return {
    async read(signal) {
      const { fields } = await read('recordcalls', { action: 'list' }, signal);
      return readRecordingRules(fields);
    },
    /** All five always: of `child` no default is stated, and the others would go back to theirs. */
    async write({ incoming, outgoing, children, count, keptSeconds }) {
      await write('recordcalls', {
        action: 'set',
        incalls: writeYesNo(incoming),
        outcalls: writeYesNo(outgoing),
        reccount: String(count),
        expiration: String(keptSeconds),
        child: writeYesNo(children),
      });
    },
    async clear() {
      await write('recordcalls', { action: 'clear' });
    },
  };
}

function readRecordingRules(fields: Fields): RecordingRules {
  return {
    incoming: readYesNo(fields.incalls),
    outgoing: readYesNo(fields.outcalls),
    children: readYesNo(fields.child),
    count: readCount(fields.reccount),
    keptSeconds: seconds.parse(fields.expiration),
  };
}

function readCount(received: unknown): number | undefined {
  const digits = text.parse(received);
  return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

import { formatGmt } from './dates.ts';

export type TimeForm =
  | 'gmt'
  | 'moscow'
  | 'sql'
  | 'iso'
  | 'short-offset'
  | 'rfc2822'
  | 'epoch'
  | 'milliseconds'
  | 'microseconds';

const moscowOffsetMs = 3 * 3_600_000;

/** Writes an instant (epoch ms) as a service may. `gmt`, `moscow` and `sql` name no zone. */
export function writeTime(instant: number, form: TimeForm): string | number {
  const iso = new Date(instant).toISOString();
  switch (form) {
    case 'gmt':
      return formatGmt(instant);
    case 'moscow':
      return formatGmt(instant + moscowOffsetMs);
    case 'sql':
      return iso.slice(0, 19).replace('T', ' ');
    case 'iso':
      return iso;
    case 'short-offset':
      return `${new Date(instant + moscowOffsetMs).toISOString().slice(0, 19).replace('T', ' ')}+03`;
    case 'rfc2822':
      return new Date(instant).toUTCString().replace('GMT', '+0000');
    case 'epoch':
      return Math.floor(instant / 1000);
    case 'milliseconds':
      return instant;
    case 'microseconds':
      return instant * 1000;
  }
}

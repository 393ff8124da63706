import type { Traps } from './traps.ts';
import type { WallClock } from './wall-clock.ts';

/** `…ExpiredIn` of an end (epoch ms): called a date, and its format is not given. Undefined leaves the field out. */
export function writeExpiry(
  end: number,
  form: Traps['expiredIn'],
  { now, wallClock }: { now: number; wallClock: WallClock },
): string | number | undefined {
  switch (form) {
    case 'iso':
      return new Date(end).toISOString();
    case 'iso-offset':
      // As .NET writes a date: seven digits of the second, and the zone's offset.
      return `${wallClock.format(end).replace(' ', 'T')}.0000000${offsetOf(end, wallClock)}`;
    case 'local':
      return wallClock.format(end);
    case 'seconds':
      return String(Math.floor(end / 1000));
    case 'milliseconds':
      return String(end);
    case 'seconds-number':
      return Math.floor(end / 1000);
    case 'milliseconds-number':
      return end;
    case 'seconds-left':
      return String(Math.floor((end - now) / 1000));
    case 'words':
      return 'через сутки';
    case 'absent':
      return undefined;
  }
}

/** `+03:00` */
function offsetOf(instant: number, wallClock: WallClock): string {
  const minutes = Math.round((wallClock.wallOf(instant) - instant) / 60_000);
  const hours = Math.floor(Math.abs(minutes) / 60);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(hours)}:${pad(Math.abs(minutes) % 60)}`;
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Party } from '../../../shared/contract/call.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { downloadName } from './download-name.ts';

const startedAt = new Date(2026, 10, 22, 14, 5).getTime();

it.each([
  ['79161000232', 'mp3', '2026-11-22 14-05 +7 916 100-02-32.mp3'],
  ['sip:0042656976@sipnet.ru', 'wav', '2026-11-22 14-05 0042656976.wav'],
  ['', 'ogg', '2026-11-22 14-05.ogg'],
  ['"../../etc/passwd"', 'mp3', '2026-11-22 14-05 etc passwd.mp3'],
  ['CON', 'mp3', '2026-11-22 14-05 CON.mp3'],
])('a call with %j', (raw, extension, name) => {
  expect(downloadName({ startedAt, remote: parseParty(raw) }, extension)).toBe(name);
});

it('is a file name everywhere, whatever the provider calls the caller', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
      const remote: Party = { key: 'raw:x', kind: 'other', raw };
      const name = downloadName({ startedAt, remote }, 'mp3');
      expect(name).toMatch(/^2026-11-22 14-05( [\p{L}\p{N}+@()-][\p{L}\p{N}+@() -]*)?\.mp3$/u);
      expect(name).not.toMatch(/ \.|\.$| $/);
      expect(Buffer.byteLength(name)).toBeLessThan(255);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

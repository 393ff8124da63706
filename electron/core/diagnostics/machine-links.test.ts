import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeClock, judgeDisk, judgeQuiet, judgeVault } from './machine-links.ts';

const rank = { 'not-applicable': 0, ok: 0, warning: 1, failed: 2 };

describe('the clock', () => {
  it('is judged by how far it is off, worse the further, whichever way', () => {
    const offsets = fc.integer({ min: 0, max: 10 * 24 * 3600_000 });
    fc.assert(
      fc.property(offsets, offsets, (one, other) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        expect(rank[judgeClock(near).status]).toBeLessThanOrEqual(rank[judgeClock(far).status]);
        expect(judgeClock(-far)).toMatchObject({ status: judgeClock(far).status, milliseconds: far });
      }),
    );
    expect(judgeClock(-3600_000).finding).toBe('clock-behind');
    expect(judgeClock(undefined).status).toBe('not-applicable');
  });
});

describe('the disk', () => {
  it.each([
    [40 * 1024 ** 3, 'ok'],
    [100 * 1024 ** 2, 'warning'],
    [1024, 'failed'],
    [undefined, 'not-applicable'],
  ])('with %s bytes free is %s', (bytes, status) => {
    expect(judgeDisk(bytes).status).toBe(status);
  });
});

describe('the vault', () => {
  it('fails while it is locked and something is in it', () => {
    const locked = { kind: 'passphrase', locked: true, fileExists: true } as const;
    expect(judgeVault(locked, true).status).toBe('failed');
    expect(judgeVault(locked, false).status).toBe('warning');
    expect(judgeVault({ kind: 'keychain', locked: false, fileExists: false }, true).status).toBe('ok');
  });
});

describe('the will to ring', () => {
  it('is missing while it is quiet or notices are off', () => {
    expect(judgeQuiet({ kind: 'off' }, true).status).toBe('ok');
    expect(judgeQuiet({ kind: 'off' }, false).finding).toBe('notices-off');
    expect(judgeQuiet({ kind: 'quiet-hours', until: 1 }, true).finding).toBe('quiet-hours');
  });
});

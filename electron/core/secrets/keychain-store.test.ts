import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeKeychain } from '../../../test/fakes/keychain.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createSystemClock } from '../system-clock.ts';
import type { Keychain } from './keychain.ts';
import { createKeychainEntries } from './keychain-entries.ts';
import { createKeychainStore } from './keychain-store.ts';
import type { Secrets } from './secret-store.ts';

/** A start of the program: nothing but the keychain survives from the last. */
function start(keychain: Keychain, limitMs = 10_000) {
  return createKeychainStore({
    entries: createKeychainEntries({ keychain, service: 'Perezvon test', clock: createSystemClock(), limitMs }),
    logger: silentLogger,
  });
}

const anySecrets = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.oneof(
    fc.string({ maxLength: 8, unit: 'grapheme' }),
    fc.string({ minLength: 1190, maxLength: 2600, unit: 'binary' }),
  ),
  { maxKeys: 4 },
) satisfies fc.Arbitrary<Secrets>;

describe('keychain store', () => {
  it('gives back what was written, from another start, and leaves nothing when deleted', async () => {
    await fc.assert(
      fc.asyncProperty(anySecrets, anySecrets, async (first, second) => {
        const keychain = createFakeKeychain();
        await start(keychain).write('account:1', first);
        expect(await start(keychain).read('account:1')).toEqual(first);
        await start(keychain).write('account:1', second);
        expect(await start(keychain).read('account:1')).toEqual(second);
        await start(keychain).delete('account:1');
        expect(await start(keychain).read('account:1')).toBeUndefined();
        expect([...keychain.entries.keys()]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps each secret in entries of its own, none longer than Windows takes', async () => {
    const keychain = createFakeKeychain();
    await start(keychain).write('account:1', { access: 'a'.repeat(5000), refresh: 'b', empty: '' });
    // Five parts of the long one, one of the short one, none of the empty one, and the pointer.
    expect(keychain.entries.size).toBe(7);
    expect(Math.max(...[...keychain.entries.values()].map((value) => value.length))).toBe(1200);
  });

  it('never cuts a surrogate pair', async () => {
    const keychain = createFakeKeychain();
    const secret = `x${'🔔'.repeat(2000)}`;
    await start(keychain).write('account:1', { secret });
    expect(await start(keychain).read('account:1')).toEqual({ secret });
  });

  it.each([{ takesEffect: false }, { takesEffect: true }])(
    'reads as exactly old or exactly new after dying at any call (the call itself took effect: $takesEffect)',
    async ({ takesEffect }) => {
      const old = { access: 'old access', refresh: 'o'.repeat(2500) };
      const fresh = { access: 'new access', refresh: 'n'.repeat(1300), extra: '' };
      const outcomes = { old: 0, new: 0 };
      for (const before of [undefined, old]) {
        for (let atCall = 0; ; atCall += 1) {
          const keychain = createFakeKeychain();
          await start(keychain).write('other', { secret: 'untouched' });
          if (before !== undefined) await start(keychain).write('account:1', before);

          const dying = keychain.asSeenByDying({ atCall, takesEffect });
          const written = await start(dying)
            .write('account:1', fresh)
            .then(
              () => true,
              () => false,
            );
          const died = dying.died();

          const next = start(keychain);
          const read = await next.read('account:1');
          if (written) expect(read).toEqual(fresh);
          else expect([before, fresh]).toContainEqual(read);
          if (died) outcomes[read?.access === fresh.access ? 'new' : 'old'] += 1;

          // Whatever was left is gone after the next start, and what counts is all that is there.
          await next.recover();
          expect(await next.read('account:1')).toEqual(read);
          await next.delete('account:1');
          await next.delete('other');
          expect([...keychain.entries.keys()]).toEqual([]);
          if (!died) break;
        }
      }
      // The loop really went through both halves of a write.
      expect(outcomes.old).toBeGreaterThan(10);
      expect(outcomes.new).toBeGreaterThan(3);
    },
  );

  it('is old or gone, never half, after dying at any call of a delete', async () => {
    const old = { access: 'old', refresh: 'o'.repeat(2500) };
    for (let atCall = 0; ; atCall += 1) {
      const keychain = createFakeKeychain();
      await start(keychain).write('account:1', old);
      const dying = keychain.asSeenByDying({ atCall, takesEffect: atCall % 2 === 0 });
      await start(dying)
        .delete('account:1')
        .catch(() => undefined);
      const next = start(keychain);
      expect([undefined, old]).toContainEqual(await next.read('account:1'));
      // Deleting again finishes it.
      await next.delete('account:1');
      expect([...keychain.entries.keys()]).toEqual([]);
      if (!dying.died()) break;
    }
  });

  it('removes what a crash left with the next write of another group', async () => {
    const keychain = createFakeKeychain();
    // Journal asked, pointer asked, journal set, first part set: then the power goes.
    const dying = start(keychain.asSeenByDying({ atCall: 3, takesEffect: true }));
    await expect(dying.write('account:1', { a: 'one', b: 'two' })).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect([...keychain.entries.values()]).toContain('one');
    const next = start(keychain);
    await next.write('account:2', { c: 'three' });
    expect([...keychain.entries.values()]).not.toContain('one');
    expect(await next.read('account:1')).toBeUndefined();
    expect(await next.read('account:2')).toEqual({ c: 'three' });
  });

  it('lets a reader see one whole generation while writes go on, and ends with the last write', async () => {
    const keychain = createFakeKeychain();
    const store = start(keychain);
    const generation = (number: number) => ({ access: `access ${number}`, refresh: `${number}`.repeat(1500) });
    await store.write('account:1', generation(0));
    const seen: unknown[] = [];
    let writing = true;
    const reader = (async () => {
      while (writing) seen.push(await store.read('account:1'));
    })();
    // Not waited for in between: the store puts them one after another.
    await Promise.all([1, 2, 3, 4, 5].map((number) => store.write('account:1', generation(number))));
    writing = false;
    await reader;
    const whole = [0, 1, 2, 3, 4, 5].map(generation);
    for (const secrets of seen) expect(whole).toContainEqual(secrets);
    expect(seen.length).toBeGreaterThan(2);
    expect(await store.read('account:1')).toEqual(generation(5));
  });

  it('says when an entry was removed from outside, and takes a new write in its place', async () => {
    const keychain = createFakeKeychain();
    const store = start(keychain);
    await store.write('account:1', { access: 'token' });
    const part = [...keychain.entries.keys()].find((name) => name.includes('/part/')) ?? '';
    await keychain.deletePassword('Perezvon test', part.slice('Perezvon test/'.length));
    await expect(store.read('account:1')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    await keychain.setPassword('Perezvon test', 'group/account:1', '{"generation":');
    await expect(store.read('account:1')).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    await store.write('account:1', { access: 'again' });
    expect(await store.read('account:1')).toEqual({ access: 'again' });
  });

  it('fails in time when the keychain hangs, and a late answer breaks nothing', async () => {
    const keychain = createFakeKeychain();
    const store = start(keychain, 50);
    await store.write('account:1', { access: 'old' });
    keychain.behave({ kind: 'hangs' });
    await expect(store.write('account:1', { access: 'new' })).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    keychain.behave({ kind: 'works' });
    expect([{ access: 'old' }, { access: 'new' }]).toContainEqual(await store.read('account:1'));
    await store.write('account:1', { access: 'newer' });
    expect(await store.read('account:1')).toEqual({ access: 'newer' });
    await store.delete('account:1');
    expect([...keychain.entries.keys()]).toEqual([]);
  });

  it('refuses what a keychain would not give back as it was', async () => {
    const store = start(createFakeKeychain());
    await expect(store.write('account:1', { access: 'half a pair \ud83d' })).rejects.toMatchObject({
      code: 'VAULT_FAILED',
    });
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`secret number ${index}`, 'x']));
    await expect(store.write('account:1', many)).rejects.toMatchObject({ code: 'VAULT_FAILED' });
    expect(await store.read('account:1')).toBeUndefined();
  });
});

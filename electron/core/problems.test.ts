import { expect, it } from 'vitest';
import { VaultError } from './ports.ts';
import { ProblemError, problemOf } from './problems.ts';
import { ProviderError } from './providers/errors.ts';

it.each([
  [new ProblemError('BAD_INPUT', { field: 'number' }), { code: 'BAD_INPUT', field: 'number' }],
  [new ProviderError('PROVIDER_DOWN'), { code: 'PROVIDER_DOWN' }],
  [
    new ProviderError('PROVIDER_REFUSED', { detail: 'No money', field: 'to', status: 402, cause: new Error('secret') }),
    { code: 'PROVIDER_REFUSED', detail: 'No money', field: 'to' },
  ],
  [new VaultError('VAULT_LOCKED', 'no place is open'), { code: 'VAULT_LOCKED' }],
  [Object.assign(new Error('/home/user/perezvon: no space'), { code: 'ENOSPC' }), { code: 'DISK_FULL' }],
  [Object.assign(new Error('database or disk is full'), { errcode: 13 }), { code: 'DISK_FULL' }],
  [new TypeError('https://provider.example/?key=secret'), { code: 'INTERNAL' }],
  ['a text that was thrown', { code: 'INTERNAL' }],
  [undefined, { code: 'INTERNAL' }],
])('tells of %s its name, and nothing that may be secret', (error, problem) => {
  expect(problemOf(error)).toEqual(problem);
});

it('tells of a part that a later build has removed what to do, and of nothing else that is not there', async () => {
  const failure = (specifier: string) => import(specifier).then(expect.unreachable, (error: unknown) => error);
  const gone = await failure(new URL('./removed-by-a-build.js', import.meta.url).href);
  expect(problemOf(gone)).toEqual({ code: 'PROGRAM_REPLACED' });
  expect(problemOf(new ProblemError('RELAY_UNREACHABLE', {}, { cause: gone }))).toEqual({ code: 'PROGRAM_REPLACED' });
  const noPackage = new VaultError('VAULT_FAILED', 'no keychain', { cause: await failure('no-such-package') });
  expect(problemOf(noPackage)).toEqual({ code: 'VAULT_FAILED' });
});

it('repeats no more of a provider’s words than a page shows', () => {
  expect(problemOf(new ProviderError('PROVIDER_REFUSED', { detail: 'x'.repeat(9000) })).detail).toHaveLength(500);
});

import { getCACertificates } from 'node:tls';
import { expect, it, vi } from 'vitest';
import { readCertificates, trustCertificates } from './certificates.ts';

it('are Node’s own and the system’s, read on a thread of their own', async () => {
  const before = vi.fn<() => void>();
  setImmediate(before);
  const read = await readCertificates(new AbortController().signal);
  // This thread went on meanwhile.
  expect(before).toHaveBeenCalledOnce();
  expect(read.certificates).toEqual(expect.arrayContaining(getCACertificates('bundled')));
});

it('are Node’s own where the system does not come to an end with its own, and its thread is ended', async () => {
  const warn = vi.fn<() => void>();
  let given: AbortSignal | undefined;
  const read = (signal: AbortSignal) => {
    given = signal;
    return new Promise<never>(() => {});
  };
  expect(await trustCertificates({ logger: { warn }, read, patience: 1 })).toEqual(getCACertificates('bundled'));
  expect(warn).toHaveBeenCalledOnce();
  expect(given?.aborted).toBe(true);
});

it('are Node’s own where the system’s cannot be read', async () => {
  const warn = vi.fn<() => void>();
  const read = async () => {
    throw new Error('no keychain');
  };
  expect(await trustCertificates({ logger: { warn }, read })).toEqual(getCACertificates('bundled'));
  expect(warn).toHaveBeenCalledOnce();
});

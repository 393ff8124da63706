import { getCACertificates } from 'node:tls';
import { beforeEach, expect, it, vi } from 'vitest';
import { createTrust, type ReadCertificates, readCertificates } from './certificates.ts';

const own = getCACertificates('default');
const ofSystem = { certificates: [...own, 'the network’s own'], ofSystem: 1, readMilliseconds: 60_000 };
const logger = { info: vi.fn<() => void>(), warn: vi.fn<() => void>() };

beforeEach(() => {
  logger.info.mockClear();
  logger.warn.mockClear();
});

it('are read on a thread of their own, Node’s and the system’s', async () => {
  const before = vi.fn<() => void>();
  setImmediate(before);
  const { certificates, ofSystem } = await readCertificates();
  // This thread went on meanwhile.
  expect(before).toHaveBeenCalledOnce();
  expect(certificates).toEqual([...new Set([...own, ...getCACertificates('system')])]);
  expect(ofSystem).toBe(getCACertificates('system').length);
});

it('are Node’s own while the system takes its time, and the system’s as soon as it has come to an end', async () => {
  const reading = Promise.withResolvers<ReadCertificates>();
  const trusted = createTrust({ logger, read: () => reading.promise, patience: 1 });
  expect(await trusted()).toEqual(own);
  expect(logger.warn).toHaveBeenCalledOnce();
  reading.resolve(ofSystem);
  await vi.waitFor(async () => expect(await trusted()).toEqual(ofSystem.certificates));
  expect(logger.info).toHaveBeenCalledOnce();
});

it('are waited for, and nothing is said of it, where the system has them soon', async () => {
  const trusted = createTrust({ logger, read: async () => ofSystem });
  expect(await trusted()).toEqual(ofSystem.certificates);
  expect([...logger.info.mock.calls, ...logger.warn.mock.calls]).toEqual([]);
});

it('are Node’s own where the system’s cannot be read', async () => {
  const read = async () => {
    throw new Error('no keychain');
  };
  expect(await createTrust({ logger, read })()).toEqual(own);
  expect(logger.warn).toHaveBeenCalledOnce();
});

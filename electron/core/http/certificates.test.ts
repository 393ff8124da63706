import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const trust = createTrust({ logger, read: () => reading.promise, patience: 1 });
  const told: string[] = [];
  trust.onChange(() => void told.push(trust.state()));
  expect(trust.state()).toBe('known');
  expect(await trust.certificates()).toEqual(own);
  expect(trust.state()).toBe('late');
  expect(logger.warn).toHaveBeenCalledOnce();
  reading.resolve(ofSystem);
  await vi.waitFor(async () => expect(await trust.certificates()).toEqual(ofSystem.certificates));
  expect(told).toEqual(['late', 'known']);
  expect(logger.info).toHaveBeenCalledOnce();
});

it('are waited for, and nothing is said of it, where the system has them soon', async () => {
  const trust = createTrust({ logger, read: async () => ofSystem });
  expect(await trust.certificates()).toEqual(ofSystem.certificates);
  expect([...logger.info.mock.calls, ...logger.warn.mock.calls]).toEqual([]);
});

it('are Node’s own where the system’s cannot be read', async () => {
  const read = async () => {
    throw new Error('no keychain');
  };
  const trust = createTrust({ logger, read });
  expect(await trust.certificates()).toEqual(own);
  expect(trust.state()).toBe('unread');
  expect(logger.warn).toHaveBeenCalledOnce();
});

it.skipIf(process.platform !== 'linux')(
  'do not hold up the end of the program where the system never has them',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'perezvon-certificates-'));
    try {
      const endless = join(folder, 'certificates.pem');
      execFileSync('mkfifo', [endless]);
      const program = join(folder, 'program.mjs');
      writeFileSync(
        program,
        `import { readCertificates } from ${JSON.stringify(new URL('certificates.ts', import.meta.url).href)};
      readCertificates().catch(() => process.exit(1));
      process.stdin.once('data', () => process.exit(7));`,
      );
      const child = spawn(process.execPath, [program], {
        env: { ...process.env, SSL_CERT_FILE: endless },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      // Stands when the thread has opened it, which then waits for what is never written.
      const writer = await open(endless, 'w');
      const ended = once(child, 'exit');
      child.stdin.write('end');
      // What hangs is ended, and then has no code.
      const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
      const [code] = await ended;
      clearTimeout(late);
      await writer.close();
      expect(code).toBe(7);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

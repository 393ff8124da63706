import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

describe.skipIf(process.platform !== 'linux')('where the system never has them', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  let writer: FileHandle | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'perezvon-certificates-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await writer?.close();
    rmSync(folder, { recursive: true });
  });

  /** A program that does so, on a word, while its thread waits; what it says comes out of both streams. */
  async function whileReading(doing: string) {
    const endless = join(folder, 'certificates.pem');
    execFileSync('mkfifo', [endless]);
    const program = join(folder, 'program.mjs');
    const own = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    writeFileSync(
      program,
      `import { readCertificates } from ${own('certificates.ts')};
      import { leaveAtOnce } from ${own('../system/leave-at-once.ts')};
      readCertificates().catch(() => process.exit(1));
      process.stdin.once('data', () => { ${doing} });`,
    );
    const started = spawn(process.execPath, [program], { env: { ...process.env, SSL_CERT_FILE: endless } });
    child = started;
    // Stands when the thread has opened it, which then waits for what is never written.
    writer = await open(endless, 'w');
    started.stdin.write('now');
    return started;
  }

  it('they do not hold up the end of the program', async () => {
    const program = await whileReading(
      'process.once("exit", (code) => console.log("ends with", code)); leaveAtOnce(7);',
    );
    const ended = once(program, 'exit');
    // What hangs is ended, and then has no code.
    const late = setTimeout(() => program.kill('SIGKILL'), 30_000);
    const said = await text(program.stdout);
    const [code] = await ended;
    clearTimeout(late);
    expect(code).toBe(7);
    expect(said).toBe('ends with 7\n');
  });

  it('what nobody caught is said all the same', async () => {
    const program = await whileReading('throw new Error("of the program");');
    let said = '';
    for await (const part of program.stderr.setEncoding('utf8')) {
      said += part;
      if (said.includes('Node.js v')) break;
    }
    expect(said).toContain('Error: of the program\n    at ');
  });
});

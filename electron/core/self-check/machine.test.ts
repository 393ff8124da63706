import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createFakeKeychain } from '../../../test/fakes/keychain.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { openDatabase } from '../database/database.ts';
import { readCertificates } from '../http/certificates.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { checkCertificates } from './certificates.ts';
import { failed, ok } from './check.ts';
import { checkKeychainEntry } from './keychain-entry.ts';
import { askedRange, createProbeRecording, judgeRange, type ProbeRecording } from './probe-recording.ts';
import { checkSearch } from './search.ts';
import { checkVersions } from './versions.ts';

const words = selfCheckWords('en');

let scratch: string;
let recording: ProbeRecording;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'perezvon-self-check-'));
  recording = await createProbeRecording(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('versions', () => {
  it('are told as they are', () => {
    const finding = checkVersions('1.2.3', { ...process.versions, electron: '45.4.1', chrome: '153.0.1' }, words);
    const { node, sqlite = '' } = process.versions;
    expect(finding).toEqual(
      ok({
        program: '1.2.3',
        electron: '45.4.1',
        chromium: '153.0.1',
        node,
        sqlite,
        system: expect.any(String),
      }),
    );
    expect(checkVersions('1.2.3', process.versions, words)).toEqual(
      ok({ program: '1.2.3', node, sqlite, system: expect.any(String) }),
    );
  });

  it('fail with an SQLite that cannot make the search tables', () => {
    expect(checkVersions('1.2.3', { sqlite: '3.42.9' }, words)).toEqual(failed(words.oldSqlite('3.42.9', '3.43.0')));
    expect(checkVersions('1.2.3', { sqlite: '3.100.0' }, words).status).toBe('ok');
  });
});

describe('search', () => {
  let folders = 0;
  const open = () => {
    folders += 1;
    const directory = join(scratch, `search ${folders}`);
    return openDatabase({ directory, clock: createManualClock(), logger: silentLogger });
  };

  it('finds what was written, and leaves the file closed', () => {
    const database = open();
    expect(checkSearch(() => database, words)).toEqual(ok());
    expect(database.sql.isOpen).toBe(false);
  });

  it('fails without the table', () => {
    const broken = () => {
      const database = open();
      database.sql.exec('DROP TABLE note_search');
      return database;
    };
    expect(checkSearch(broken, words)).toEqual(failed(words.noSearch('no such table: note_search')));
  });

  it('fails with a tokenizer that takes words apart in another way', () => {
    const broken = () => {
      const database = open();
      database.sql.exec("DROP TABLE note_search; CREATE VIRTUAL TABLE note_search USING fts5 (text, tokenize='ascii')");
      return database;
    };
    expect(checkSearch(broken, words)).toEqual(failed(words.searchFindsNothing()));
  });

  it('fails where the folder cannot be made', () => {
    const file = join(scratch, 'a file');
    writeFileSync(file, '');
    const broken = () => openDatabase({ directory: file, clock: createManualClock(), logger: silentLogger });
    expect(checkSearch(broken, words)).toMatchObject({ status: 'failed', problem: expect.stringContaining('EEXIST') });
  });
});

describe('the keychain', () => {
  const keychain = (change: Partial<Keychain>): Keychain => ({ ...createFakeKeychain(), ...change });

  it('keeps an entry, gives it back and is left as it was', async () => {
    const fake = createFakeKeychain();
    expect(await checkKeychainEntry(fake, 'linux', words)).toEqual(ok());
    expect([...fake.entries]).toEqual([]);
  });

  it.each([
    ['another value', keychain({ getPassword: async () => 'another' }), words.keychainKeepsOther()],
    ['nothing', keychain({ getPassword: async () => null }), words.keychainKeepsOther()],
    [
      'what was removed',
      keychain({ deletePassword: async () => false }),
      words.keychainKeepsRemoved('Perezvon self-check'),
    ],
    ['an error', keychain({ getPassword: () => Promise.reject(new Error('locked')) }), words.keychainFails('locked')],
  ])('that returns %s has failed', async (_what, broken, complaint) => {
    expect(await checkKeychainEntry(broken, 'linux', words)).toEqual(failed(complaint));
  });

  it('that fails half way is left without the entry', async () => {
    const fake = createFakeKeychain();
    await checkKeychainEntry({ ...fake, getPassword: () => Promise.reject(new Error('locked')) }, 'linux', words);
    expect([...fake.entries]).toEqual([]);
  });

  it('may be missing on Linux, where the program works without one, and nowhere else', async () => {
    const fake = createFakeKeychain();
    fake.behave({ kind: 'fails', message: 'no D-Bus' });
    expect(await checkKeychainEntry(fake, 'linux', words)).toEqual({
      status: 'skipped',
      reason: words.noKeychain('no D-Bus'),
    });
    expect(await checkKeychainEntry(fake, 'win32', words)).toEqual(failed(words.keychainFails('no D-Bus')));
  });

  it('is not missing where it is only locked', async () => {
    const fake = createFakeKeychain();
    fake.behave({ kind: 'locked' });
    const complaint = words.keychainFails('unlock prompt was dismissed');
    expect(await checkKeychainEntry(fake, 'linux', words)).toEqual(failed(complaint));
  });

  it('has failed on Linux too where its module is not there', async () => {
    for (const error of [
      Object.assign(new Error("Cannot find package 'keytar'"), { code: 'ERR_MODULE_NOT_FOUND' }),
      new Error('Cannot find native binding. npm has a bug related to optional dependencies'),
    ]) {
      const broken = keychain({ setPassword: () => Promise.reject(error) });
      expect(await checkKeychainEntry(broken, 'linux', words)).toEqual(failed(words.keychainNotLoaded(error.message)));
    }
  });
});

describe("the system's certificates", () => {
  it('are counted, and the reading is timed', async () => {
    const read = () => readCertificates(new AbortController().signal);
    expect(await checkCertificates(read, words)).toEqual(
      ok({ certificates: expect.any(Number), readMilliseconds: expect.any(Number) }),
    );
  });

  it('fail where they cannot be read, and are left when the time is over', async () => {
    const unread = () => Promise.reject(new Error('no store'));
    expect(await checkCertificates(unread, words)).toEqual(failed(words.certificatesUnread('no store')));
    const leaving = new AbortController();
    const left = checkCertificates(() => readCertificates(leaving.signal), words);
    leaving.abort();
    expect((await left).status).toBe('failed');
  });
});

describe('a part of a recording', () => {
  const good = () => ({
    status: 206,
    contentRange: `bytes ${askedRange.start}-${askedRange.end}/${recording.bytes.length}`,
    bytes: recording.bytes.subarray(askedRange.start, askedRange.end + 1),
  });

  it('comes as it was asked for', () => {
    expect(judgeRange(good(), recording, words)).toEqual(ok({ status: 206 }));
    expect(recording.audioFile(1)).toMatchObject({ bytes: recording.bytes.length });
    expect(recording.audioFile(2)).toBeUndefined();
  });

  it.each([
    ['the whole of it', { status: 200, contentRange: '' }, words.noRange(200, '')],
    ['another part', { contentRange: 'bytes 0-9/10' }, words.noRange(206, 'bytes 0-9/10')],
    ['other bytes', { bytes: Buffer.alloc(256) }, words.otherBytes()],
  ])('is not %s', (_what, change, complaint) => {
    expect(judgeRange({ ...good(), ...change }, recording, words)).toEqual(failed(complaint));
  });
});

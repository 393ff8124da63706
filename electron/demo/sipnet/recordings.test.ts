import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import type { StandCall } from './call.ts';

let under: StandUnderTest;
let call: StandCall;
beforeEach(async () => {
  under = await openStand();
  call = under.stand.addCall({
    direction: 'in',
    remote: '79430000211',
    startedAt: under.clock.now() - 60_000,
    talkSeconds: 20,
  });
});
afterEach(() => under.close());

const { login, password } = testAccount;

function getrec(parameters: Record<string, string | undefined>): Promise<Response> {
  const body = JSON.stringify({ operation: 'getrec', login, password, ...parameters });
  return fetch(under.stand.url, { method: 'POST', body });
}

async function urlOfRow(): Promise<string> {
  return String((await under.rows('calls', 'calls'))[0]?.URL);
}

describe('getrec and the URL of a row (SIPNET API 2.7.0, 6.11)', () => {
  it('answers audio by cid, by uuid and by URL: the same', async () => {
    const answers = await Promise.all([
      getrec({ cid: call.legs[0]?.cid }),
      getrec({ uuid: call.uuid }),
      fetch(await urlOfRow()),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('audio/mpeg');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-length')).toBe(String(bytes.length));
      expect(bytes.toString('latin1')).toBe(`\xff\xf3 ${call.uuid} 20`);
    }
  });

  it('answers HTTP 404 where there is none', async () => {
    const missed = under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt: under.clock.now() });
    expect((await getrec({ cid: '1' })).status).toBe(404);
    expect((await getrec({ uuid: missed.uuid })).status).toBe(404);
    expect((await fetch(new URL('/record.php?key=guess', under.stand.url))).status).toBe(404);
  });

  it('answers an error text and no audio to a wrong password or without an id', async () => {
    expect(await (await getrec({ uuid: call.uuid, password: 'wrong' })).json()).toMatchObject({ status: 'error' });
    expect(await (await getrec({})).json()).toMatchObject({ status: 'error', errorDescription: 'cid' });
  });

  it("gives a child its own calls, and the main account its children's", async () => {
    const anna = testAccount.children[0]?.sipId ?? '';
    const startedAt = under.clock.now() - 60_000;
    const hers = under.stand.addCall({ direction: 'in', remote: '', startedAt, talkSeconds: 9, sipId: anna });
    const statuses = async () => {
      const asked = [{ uuid: hers.uuid }, { uuid: hers.uuid, foruser: anna }, { uuid: call.uuid, foruser: anna }];
      return (await Promise.all(asked.map(getrec))).map(({ status }) => status);
    };
    expect(await statuses()).toEqual([200, 200, 404]);
    under.stand.setTraps({ childRecordings: 'foruser-only' });
    expect(await statuses()).toEqual([404, 200, 404]);
  });

  it('forgets after a week, in the list as well', async () => {
    const url = await urlOfRow();
    under.clock.advance(7 * 86_400_000 - 60_000);
    const stillThere = { d1: '20.11.2026' };
    under.clock.advance(60_000);
    expect((await getrec({ uuid: call.uuid })).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect((await under.rows('calls', 'calls', stillThere))[0]).not.toHaveProperty('URL');
  });

  it('gives every recording an address of its own', async () => {
    under.stand.addCall({
      direction: 'in',
      remote: '79430000211',
      startedAt: under.clock.now() - 30_000,
      talkSeconds: 1,
    });
    const urls = async () => (await under.rows('calls', 'calls')).map((row) => row.URL);
    const first = await urls();
    expect(new Set(first).size).toBe(2);
    expect(await urls()).toEqual(first);
  });
});

describe('what is recorded follows recordcalls (SIPNET API 2.7.0, 6.12)', () => {
  async function talk(sipId?: string): Promise<boolean> {
    const ringing = under.stand.ring({ from: '79430000211', ...(sipId === undefined ? {} : { children: [sipId] }) });
    await ringing.answer();
    await ringing.hangUp();
    return (await getrec({ uuid: ringing.call.uuid })).status === 200;
  }
  const set = (changed: object) =>
    under.ask('recordcalls', { action: 'set', incalls: 'Y', outcalls: 'Y', child: 'N', ...changed });

  it('per direction', async () => {
    await set({ incalls: 'N' });
    expect(await talk()).toBe(false);
    await set({});
    expect(await talk()).toBe(true);
    await under.ask('recordcalls', { action: 'clear' });
    expect(await talk()).toBe(false);
  });

  it('for children', async () => {
    await set({});
    expect(await talk('0042000001')).toBe(false);
    await set({ child: 'Y' });
    expect(await talk('0042000001')).toBe(true);
  });

  it('for so many calls', async () => {
    await set({ reccount: 2 });
    expect([await talk(), await talk(), await talk()]).toEqual([true, true, false]);
  });

  it('for so long', async () => {
    await set({ expiration: 60 });
    const ringing = under.stand.ring({ from: '79430000211' });
    await ringing.answer();
    await ringing.hangUp();
    under.clock.advance(59_000);
    expect((await getrec({ uuid: ringing.call.uuid })).status).toBe(200);
    under.clock.advance(1_000);
    expect((await getrec({ uuid: ringing.call.uuid })).status).toBe(404);
  });
});

describe('traps of recordings', () => {
  it('an archive with the audio in it', async () => {
    under.stand.setTraps({ recordings: 'zip' });
    const answer = await getrec({ uuid: call.uuid });
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const [file] = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer())));
    expect(Buffer.from(file ?? []).toString('latin1')).toBe(`\xff\xf3 ${call.uuid} 20`);
  });

  it.each([
    ['json-error', 200, 'application/json'],
    ['html', 200, 'text/html'],
    ['expired', 404, 'text/html'],
    ['octet-stream', 200, 'application/octet-stream'],
    ['empty', 200, 'audio/mpeg'],
  ] as const)('%s', async (recordings, status, type) => {
    under.stand.setTraps({ recordings });
    const answer = await getrec({ uuid: call.uuid });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(type);
    const body = await answer.text();
    if (recordings === 'json-error') expect(JSON.parse(body)).toMatchObject({ status: 'error' });
    if (recordings === 'empty') expect(body).toBe('');
  });

  it('a connection that breaks in the middle', async () => {
    under.stand.setTraps({ recordings: 'cut-short' });
    const answer = await getrec({ uuid: call.uuid });
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  it('an expired URL, while getrec still has the audio', async () => {
    const url = await urlOfRow();
    under.stand.setTraps({ recordingUrls: 'expired' });
    expect((await fetch(url)).status).toBe(404);
    expect((await getrec({ uuid: call.uuid })).status).toBe(200);
  });
});

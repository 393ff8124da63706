import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compact } from '../../../shared/domain/compact.ts';
import { garbageCollector } from '../../../test/fixtures/garbage-collector.ts';
import {
  bothBrands,
  type IntegrationApiUnderTest,
  lines,
  openIntegrationApi,
} from '../../../test/fixtures/integration-api-contract.ts';
import { frameBytes, silenceOf } from './audio-source.ts';
import type { Traps } from './traps.ts';

const file = 'request/getcallrecordfile';
const byHash = 'request/getrequestresultbyhash';

let under: IntegrationApiUnderTest;
beforeEach(async () => {
  under = await openIntegrationApi();
  await under.connect();
});
afterEach(() => under.close());

/** A recorded call; with a size, silence of that many bytes. */
function addRecorded(recordingBytes?: number): string {
  const startedAt = under.clock.now() - 60_000;
  const size = compact({ recordingBytes });
  const call = under.stand.addCall({ direction: 'in', remote: '79430000211', startedAt, talkSeconds: 20, ...size });
  return call.recording?.id ?? '';
}

function get(recordFileId: string): Promise<Response> {
  return under.request(file, { query: { recordFileId } });
}

async function bytesOf(id: string): Promise<Buffer> {
  const audio = await under.stand.audio(id);
  return Buffer.from(audio?.read(0, audio.size) ?? []);
}

interface FileAnswer {
  error: { errorCode: number };
  result: { file_NAME: string; fileContent?: string; requestHash?: string };
  fileContent?: string;
  requestHash?: string;
}

async function contentOf(id: string): Promise<unknown> {
  const answer = (await (await get(id)).json()) as FileAnswer;
  return answer.fileContent;
}

describe('getcallrecordfile (Integration API)', () => {
  it.each(bothBrands)('answers the MP3 in base64 where the document of %s has it', async (brand) => {
    await under.close();
    under = await openIntegrationApi({ brand });
    await under.connect();
    const id = addRecorded();
    const answer = (await (await get(id)).json()) as FileAnswer;
    const [holder, other] = brand === 'sunsim' ? [answer, answer.result] : [answer.result, answer];
    expect(Buffer.from(holder.fileContent ?? '', 'base64').equals(await bytesOf(id))).toBe(true);
    expect(holder).toMatchObject({ code: 0, requestHash: expect.any(String) });
    expect(other).not.toHaveProperty('fileContent');
    expect(answer.result).toMatchObject({ file_NAME: `${id}.mp3`, apiName: 'getCallRecordFile', apiVersion: 1 });
  });

  it('either way, as the trap says', async () => {
    const id = addRecorded();
    under.stand.setTraps({ placement: 'in-result' });
    expect(((await (await get(id)).json()) as FileAnswer).result.fileContent).toBeTypeOf('string');
    under.stand.setTraps({ placement: 'beside-result' });
    expect(await contentOf(id)).toBeTypeOf('string');
  });

  it('refuses an id that there is not, and any without a token', async () => {
    const id = addRecorded();
    expect(await (await get('other')).json()).toMatchObject({ error: { errorCode: 5 }, result: null });
    expect((await under.request(file, { query: { recordFileId: id }, token: undefined })).status).toBe(401);
    under.stand.setTraps({ errorStatus: 'http' });
    expect((await get('other')).status).toBe(404);
  });

  it.each([1, 56, 57, 58, 113, 114, 115, 417, 253_536, 253_537, 507_073, 3_000_000])(
    'sends every byte of %i, and says before how many',
    async (size) => {
      const id = addRecorded(size);
      const response = await get(id);
      const text = await response.text();
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
      const content = Buffer.from((JSON.parse(text) as FileAnswer).fileContent ?? '', 'base64');
      expect(content.length).toBe(size);
      expect(content.equals(await bytesOf(id))).toBe(true);
    },
  );

  it('streams a hundred megabytes without holding them', async () => {
    const size = 100_000_000;
    const collect = garbageCollector();
    const response = await get(addRecorded(size));
    collect();
    const before = process.memoryUsage().arrayBuffers;
    let received = 0;
    let weighed = 0;
    let most = 0;
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      received += part.length;
      if (received - weighed < size / 10) continue;
      weighed = received;
      collect();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(received).toBeGreaterThan((size / 3) * 4);
    expect(most).toBeLessThan(size / 2);
  });

  it('ids that are no UUID', async () => {
    under.stand.setTraps({ recordIds: 'odd' });
    const id = addRecorded();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{8}-[0-9a-f]{6}g[0-9a-f]{5}$/);
    expect(await contentOf(id)).toBeTypeOf('string');
  });
});

describe('silence', () => {
  it('is whole frames, each with its number, however it is read', () => {
    const audio = silenceOf(10 * frameBytes + 100);
    const whole = Buffer.from(audio.read(0, audio.size));
    for (let frame = 0; frame < 10; frame++) {
      expect(whole.readUInt16BE(frame * frameBytes)).toBe(0xfffb);
      expect(whole.readUInt32BE((frame + 1) * frameBytes - 4)).toBe(frame);
    }
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < audio.size; at += 611) pieces.push(audio.read(at, at + 611));
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect(audio.read(audio.size, audio.size + 5)).toHaveLength(0);
  });
});

describe('traps of recordings', () => {
  const size = 600_000;

  it.each<Traps['base64']>(['escaped-slashes', 'escaped-codes', 'lines', 'unpadded', 'url-alphabet'])(
    'base64 as %s is the same bytes',
    async (base64) => {
      // Of studio sound rather than silence, which knows no + and no /.
      const sound = Buffer.from(Array.from({ length: 400_003 }, (_, index) => (index * index * 31) % 251));
      await under.close();
      under = await openIntegrationApi({ makeAudio: async () => new Uint8Array(sound), traps: { base64 } });
      await under.connect();
      const text = await (await get(addRecorded())).text();
      const content = (JSON.parse(text) as FileAnswer).fileContent ?? '';
      expect(Buffer.from(content, 'base64').equals(sound)).toBe(true);
      const raw = /"fileContent":"([^"]*)"/.exec(text)?.[1] ?? '';
      const plain = sound.toString('base64');
      expect(raw).not.toBe(plain);
      if (base64 === 'lines') expect(content.split('\r\n').every((line) => line.length <= 76)).toBe(true);
      if (base64 === 'escaped-codes') expect(raw).not.toMatch(/[+/]/);
      if (base64 === 'url-alphabet') expect(content).toBe(plain.replaceAll('+', '-').replaceAll('/', '_'));
    },
  );

  it('a length that is not said', async () => {
    const id = addRecorded(size);
    under.stand.setTraps({ fileLength: 'chunked' });
    const response = await get(id);
    expect(response.headers.has('content-length')).toBe(false);
    expect(((await response.json()) as FileAnswer).fileContent).toHaveLength(size / 0.75);
  });

  it('a connection that is cut', async () => {
    const id = addRecorded(size);
    under.stand.setTraps({ fileContent: 'cut-connection' });
    await expect(get(id).then((response) => response.text())).rejects.toThrow();
  });

  it('JSON without its end, and content without it', async () => {
    const id = addRecorded(size);
    under.stand.setTraps({ fileContent: 'cut-json' });
    const text = await (await get(id)).text();
    expect(() => JSON.parse(text)).toThrow();
    expect(text.length).toBeGreaterThan(size / 2);
    under.stand.setTraps({ fileContent: 'cut-content' });
    const content = Buffer.from(String(await contentOf(id)), 'base64');
    expect(content.length).toBeGreaterThan(size / 3);
    expect(content.length).toBeLessThan(size);
  });

  it.each<[Traps['fileContent'], unknown]>([
    ['empty', ''],
    ['absent', undefined],
    ['null', null],
    ['number', 42],
    ['list', ['SUQz', 'BAAA']],
    ['not-base64', expect.stringMatching(/[^A-Za-z0-9+/=]/)],
  ])('content that is %s', async (fileContent, expected) => {
    const id = addRecorded();
    under.stand.setTraps({ fileContent });
    expect(await contentOf(id)).toEqual(expected);
  });

  it.each<[Traps['fileContent'], string]>([
    ['html', '<!doctype html>'],
    ['wav', 'RIFF'],
  ])('content that is %s and no MP3', async (fileContent, begins) => {
    const id = addRecorded();
    under.stand.setTraps({ fileContent });
    const content = Buffer.from(String(await contentOf(id)), 'base64').toString('latin1');
    expect(content.startsWith(begins)).toBe(true);
  });

  it('a name that leads out of its folder', async () => {
    const id = addRecorded();
    under.stand.setTraps({ fileNames: 'hostile' });
    expect(((await (await get(id)).json()) as FileAnswer).result.file_NAME).toContain('../');
  });

  it('a pause in the middle', async () => {
    const id = addRecorded(size);
    under.stand.setTraps({ pauseFileMs: 5_000 });
    let done = false;
    const content = contentOf(id).finally(() => {
      done = true;
    });
    await expect.poll(() => under.clock.pending()).toBe(1);
    expect(done).toBe(false);
    under.clock.advance(5_000);
    expect(await content).toHaveLength(size / 0.75);
  });

  it('a pair that dies in the middle, once', async () => {
    const id = addRecorded(size);
    under.stand.setTraps({ revokedMidFile: 'cut' });
    await expect(contentOf(id)).rejects.toThrow();
    expect((await get(id)).status).toBe(401);
    await under.connect();
    expect(await contentOf(id)).toHaveLength(size / 0.75);
    under.stand.setTraps({ revokedMidFile: 'goes-on' });
    expect(await contentOf(id)).toHaveLength(size / 0.75);
    expect((await get(id)).status).toBe(401);
  });
});

describe('getrequestresultbyhash (AlloIncognito Integration API)', () => {
  async function again(requestHash: unknown): Promise<Record<string, unknown>> {
    return under.ask(byHash, { query: { requestHash: String(requestHash) } });
  }

  it('answers what a list answered, though more calls came', async () => {
    addRecorded();
    const body = { nums: lines, periodStart: '2026-11-20 00:00:00', periodEnd: '2026-11-20 23:59:59' };
    const first = await under.ask('request/getcalllist', { body });
    expect(first.requestHash).toMatch(/^[A-Za-z0-9+/]{22}==[A-Za-z0-9]{43}=$/);
    addRecorded();
    under.clock.advance(5_000);
    expect(await again(first.requestHash)).toEqual(first);
  });

  it('answers a recording, and settings', async () => {
    const id = addRecorded(300_000);
    await get(addRecorded());
    const first = (await (await get(id)).json()) as FileAnswer;
    const settings = await under.ask('Vats/settings/get', { body: { nums: [lines[0]] } });
    expect(await again(first.requestHash)).toEqual(first);
    expect(await again(settings.requestHash)).toEqual(settings);
  });

  it('orders no call again', async () => {
    const query = { PhoneTo: '89430000211', PhoneFrom: lines[0] };
    const ordered = await under.ask('callback/create', { query });
    expect(await again(ordered.requestHash)).toEqual(ordered);
    expect(under.stand.orders).toHaveLength(1);
  });

  it('refuses a hash that there is not, or no longer', async () => {
    addRecorded();
    expect(await again('x')).toMatchObject({ error: { errorCode: 5 } });
    const { requestHash } = await under.ask('callback/create', {
      query: { PhoneTo: '89430000211', PhoneFrom: lines[0] },
    });
    under.stand.setTraps({ hashResults: 'forgotten' });
    expect(await again(requestHash)).toMatchObject({ error: { errorCode: 5 } });
  });
});

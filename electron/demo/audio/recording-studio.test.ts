import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createConversation } from './conversation.ts';
import { bitrateKbps, createRecordingStudio, sampleRate } from './recording-studio.ts';

/** Where a machine has it, somebody else's opinion of our files. */
const ffprobe = 'ffprobe';

interface Frame {
  bitrateKbps: number;
  sampleRate: number;
  channels: 1 | 2;
}

/** Walks MPEG audio frames from the first byte to the last (ISO 11172-3, 13818-3 and the 2.5 extension). */
function readFrames(audio: Uint8Array): Frame[] {
  const rates = new Map([
    [3, [44_100, 48_000, 32_000]],
    [2, [22_050, 24_000, 16_000]],
    [0, [11_025, 12_000, 8_000]],
  ]);
  const low = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
  const frames: Frame[] = [];
  for (let at = 0; at < audio.length; ) {
    const [first = 0, second = 0, third = 0, fourth = 0] = audio.subarray(at, at + 4);
    if (first !== 0xff || (second & 0xe0) !== 0xe0) throw new Error(`no frame at byte ${at}`);
    const version = (second >> 3) & 3;
    const bitrate = low[third >> 4];
    const rate = rates.get(version)?.[(third >> 2) & 3];
    if (((second >> 1) & 3) !== 1 || version === 3 || !bitrate || !rate) throw new Error(`not layer III at byte ${at}`);
    frames.push({ bitrateKbps: bitrate, sampleRate: rate, channels: fourth >> 6 === 3 ? 1 : 2 });
    at += Math.floor((72_000 * bitrate) / rate) + ((third >> 1) & 1);
    if (at > audio.length) throw new Error('the last frame is cut');
  }
  return frames;
}

describe('recordings', () => {
  it('are whole MP3 frames of the wanted length', async () => {
    const audio = await createRecordingStudio().record('call', 12);
    const frames = readFrames(audio);
    expect(new Set(frames.map((frame) => JSON.stringify(frame)))).toEqual(
      new Set([JSON.stringify({ bitrateKbps, sampleRate, channels: 1 })]),
    );
    const seconds = (frames.length * 576) / sampleRate;
    expect(seconds).toBeGreaterThanOrEqual(12);
    expect(seconds).toBeLessThan(12.5);
  });

  it('play for as long as the call took', async ({ skip }) => {
    if (spawnSync(ffprobe, ['-version']).error) skip('no ffprobe here: the frames are walked above');
    const audio = await createRecordingStudio().record('call', 5);
    const probe = spawnSync(ffprobe, ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', '-'], {
      input: audio,
      encoding: 'utf8',
    });
    expect(probe.stderr).toBe('');
    expect(Number(probe.stdout)).toBeCloseTo(5, 0);
  });

  it('are the same for the same call, and others for others', async () => {
    const studio = createRecordingStudio();
    const again = createRecordingStudio();
    const [first, same, other] = await Promise.all([
      studio.record('one', 2),
      again.record('one', 2),
      studio.record('other', 2),
    ]);
    expect(Buffer.from(first).equals(same)).toBe(true);
    expect(Buffer.from(first).equals(other)).toBe(false);
  });

  it('are not made twice while they are asked for again', async () => {
    const studio = createRecordingStudio();
    expect(studio.record('one', 2)).toBe(studio.record('one', 2));
  });

  it('let other work go on in between', async () => {
    let turns = 0;
    let done = false;
    const made = createRecordingStudio()
      .record('long', 30)
      .then(() => {
        done = true;
      });
    const count = () => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await made;
    expect(turns).toBeGreaterThan(25);
  });
});

describe('a conversation', () => {
  it('has its length to the sample, however it is read', () => {
    const whole = createConversation('x', 3, sampleRate).read(1_000_000);
    expect(whole).toHaveLength(3 * sampleRate);
    const pieces = createConversation('x', 3, sampleRate);
    const joined: number[] = [];
    for (let piece = pieces.read(777); piece.length > 0; piece = pieces.read(777)) joined.push(...piece);
    expect(joined).toEqual([...whole]);
  });

  it('has something to hear and pauses in it, and is never clipped', () => {
    const samples = createConversation('y', 60, sampleRate).read(60 * sampleRate);
    const slice = sampleRate / 10;
    const loudness = Array.from({ length: 600 }, (_, index) => {
      const part = samples.subarray(index * slice, (index + 1) * slice);
      return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / slice);
    });
    expect(loudness.filter((one) => one > 0.05).length).toBeGreaterThan(240);
    expect(loudness.filter((one) => one < 0.01).length).toBeGreaterThan(30);
    expect(samples.every((sample) => Math.abs(sample) < 1)).toBe(true);
  });
});

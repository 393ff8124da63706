/** A bell's partials over its strike note, with how loud they are and how long they last (seconds until a third is left). */
const partials = [
  { ratio: 0.5, gain: 0.35, decay: 0.9 },
  { ratio: 1, gain: 0.6, decay: 0.55 },
  { ratio: 1.2, gain: 0.3, decay: 0.4 },
  { ratio: 1.5, gain: 0.2, decay: 0.3 },
  { ratio: 2, gain: 0.4, decay: 0.25 },
  { ratio: 3.01, gain: 0.15, decay: 0.12 },
] as const;

/** Three bells falling, as a peal begins; Hz and seconds. */
const strikes = [
  { note: 1046.5, at: 0 },
  { note: 880, at: 0.24 },
  { note: 698.5, at: 0.48 },
] as const;

const pealSeconds = 3;
const sampleRate = 22_050;
const attackSeconds = 0.004;
/** The last of it fades out, so that it can follow itself without a click. */
const fadeSeconds = 0.15;

/** The ring of this program: samples from -1 to 1 of one peal and the pause after it. */
export function pealSamples(): Float32Array {
  const samples = new Float32Array(pealSeconds * sampleRate);
  for (const { note, at } of strikes) {
    const first = Math.round(at * sampleRate);
    for (const { ratio, gain, decay } of partials) addPartial(samples, first, note * ratio, gain, decay);
  }
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  const fade = fadeSeconds * sampleRate;
  return samples.map((sample, index) => (sample / loudest) * 0.8 * Math.min(1, (samples.length - 1 - index) / fade));
}

/**
 * One partial from its stroke on, each sample turned and shrunk from the one before: a sine and an exponential of every one
 * would take several times as long, while the first call of all is to be drawn.
 */
function addPartial(samples: Float32Array, first: number, hertz: number, gain: number, decay: number): void {
  const shrink = Math.exp(-1 / (decay * sampleRate));
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const cosine = shrink * Math.cos(angle);
  const sine = shrink * Math.sin(angle);
  let x = gain;
  let y = 0;
  for (let index = first; index < samples.length; index += 1) {
    const attack = Math.min(1, (index - first) / (attackSeconds * sampleRate));
    samples[index] = (samples[index] ?? 0) + y * attack;
    [x, y] = [x * cosine - y * sine, x * sine + y * cosine];
  }
}

/** The same as a file that an audio element plays: 16 bit, one channel. */
export function pealFile(): Blob {
  const samples = pealSamples();
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index += 1) file.setUint8(at + index, letters.charCodeAt(index));
  };
  text(0, 'RIFF');
  file.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, sampleRate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => void file.setInt16(44 + index * 2, Math.round(sample * 0x7fff), true));
  return new Blob([file.buffer], { type: 'audio/wav' });
}

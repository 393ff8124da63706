import type { Random } from '../random.ts';

/** A throat: pulses at the pitch of a voice, through three resonances that move from vowel to vowel. */
export interface Voice {
  /** Adds one syllable-by-syllable utterance to `target` from `start`, at most `length` samples of it. */
  speak(target: Float32Array, start: number, length: number): void;
}

interface VoiceOptions {
  random: Random;
  sampleRate: number;
  /** Hz. */
  pitch: number;
  /** How much shorter than a long throat this one is: shifts the resonances up. */
  size: number;
  /** 0..1 */
  loudness: number;
}

/** First three formants in Hz of the Russian vowels, and of a nasal. */
const vowels = [
  [700, 1200, 2500],
  [480, 850, 2450],
  [320, 650, 2300],
  [480, 1750, 2550],
  [300, 2200, 2900],
  [320, 1500, 2350],
] as const;
const nasal = [270, 1100, 2200] as const;
const bandwidths = [80, 110, 160] as const;
const blockSeconds = 0.005;

export function createVoice({ random, sampleRate, pitch, size, loudness }: VoiceOptions): Voice {
  const block = Math.round(sampleRate * blockSeconds);
  const resonators = bandwidths.map(() => ({ one: 0, two: 0 }));
  const formants: number[] = [...vowels[0]];
  let phase = 0;

  function speak(target: Float32Array, start: number, length: number): void {
    const questions = random.chance(0.3);
    let at = 0;
    while (at < length) {
      const syllable = nextSyllable();
      for (let offset = 0; offset < syllable.samples && at < length; offset += block, at += block) {
        const progress = offset / syllable.samples;
        const spoken = at / length;
        const melody = questions && spoken > 0.8 ? 1 + (spoken - 0.8) * 1.6 : 1.1 - 0.2 * spoken;
        const fade = Math.min(1, (length - at) / (sampleRate * 0.08));
        const end = Math.min(block, length - at, target.length - start - at);
        soundBlock(target, start + at, end, syllable, progress, pitch * melody * syllable.accent, fade);
      }
    }
  }

  function nextSyllable(): Syllable {
    return {
      samples: Math.round(sampleRate * (0.12 + random.next() * 0.16)),
      vowel: random.pick(vowels),
      onset: random.pick(['stop', 'hiss', 'nasal', 'none'] as const),
      accent: 0.94 + random.next() * 0.16,
    };
  }

  function soundBlock(
    target: Float32Array,
    start: number,
    samples: number,
    syllable: Syllable,
    progress: number,
    frequency: number,
    fade: number,
  ): void {
    const inOnset = progress < 0.28 && syllable.onset !== 'none';
    const goal = inOnset && syllable.onset === 'nasal' ? nasal : syllable.vowel;
    for (const [index, hertz] of goal.entries()) {
      const current = formants[index] ?? hertz;
      formants[index] = current + (hertz * size - current) * 0.25;
    }
    const coefficients = bandwidths.map((bandwidth, index) => resonance(formants[index] ?? 500, bandwidth));
    const [voiced, noise] = source(syllable.onset, inOnset);
    const envelope = loudness * fade * Math.min(1, progress * 8 + 0.2) * Math.min(1, (1 - progress) * 5 + 0.15);
    const step = frequency / sampleRate;
    for (let index = 0; index < samples; index++) {
      phase += step;
      if (phase >= 1) phase -= 1;
      // A rounded pulse that closes sharply: its edge is what the resonances ring from.
      const pulse = phase < 0.65 ? Math.sin((Math.PI * phase) / 0.65) ** 2 - 0.3 : phase < 0.7 ? -1 : -0.1;
      let sound = voiced * pulse + noise * (random.next() - 0.5);
      for (let formant = 0; formant < resonators.length; formant++) {
        const memory = resonators[formant];
        const shape = coefficients[formant];
        if (!memory || !shape) continue;
        const output = shape.gain * sound + shape.one * memory.one + shape.two * memory.two;
        memory.two = memory.one;
        memory.one = output;
        sound = output * (formant === 0 ? 1 : 1.4);
      }
      target[start + index] = (target[start + index] ?? 0) + Math.tanh(sound * envelope);
    }
  }

  function resonance(hertz: number, bandwidth: number): { gain: number; one: number; two: number } {
    const radius = Math.exp((-Math.PI * bandwidth) / sampleRate);
    const angle = (2 * Math.PI * Math.min(hertz, sampleRate * 0.45)) / sampleRate;
    const one = 2 * radius * Math.cos(angle);
    const two = -radius * radius;
    return { gain: 1 - one - two, one, two };
  }

  return { speak };
}

type Onset = 'stop' | 'hiss' | 'nasal' | 'none';
interface Syllable {
  samples: number;
  vowel: readonly [number, number, number];
  onset: Onset;
  /** Of the pitch. */
  accent: number;
}

/** How much of the throat's pulse and how much breath a moment of a syllable has. */
function source(onset: Onset, inOnset: boolean): readonly [voiced: number, noise: number] {
  if (!inOnset || onset === 'nasal' || onset === 'none') return [1, 0.06];
  return onset === 'hiss' ? [0.05, 0.9] : [0.02, 0.15];
}

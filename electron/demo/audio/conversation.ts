import { createRandom } from '../random.ts';
import { createVoice } from './voice.ts';

/** Two people who take turns in no language: something to hear, to scrub through and to draw a waveform of. */
export interface Conversation {
  /** The next samples in [-1, 1]; fewer than asked at the end, none after it. */
  read(samples: number): Float32Array<ArrayBuffer>;
}

interface Turn {
  start: number;
  samples: number;
  speaker: 0 | 1;
}

/** The same seed gives the same conversation. */
export function createConversation(seed: string, seconds: number, sampleRate: number): Conversation {
  const random = createRandom(`conversation ${seed}`);
  const total = Math.round(seconds * sampleRate);
  const low = createVoice({ random, sampleRate, pitch: 95 + random.next() * 35, size: 1, loudness: 0.16 });
  const high = createVoice({ random, sampleRate, pitch: 175 + random.next() * 50, size: 1.14, loudness: 0.14 });
  const speakers = random.chance(0.5) ? ([low, high] as const) : ([high, low] as const);
  const pause = () => Math.round(sampleRate * (0.25 + random.next() * 0.7));

  let position = 0;
  let turn: Turn = { start: pause(), samples: Math.round(sampleRate * 1.2), speaker: 0 };
  // A turn is made whole, since a throat cannot be stopped in the middle; it may reach over what was asked for.
  let made = new Float32Array(0);
  let madeFrom = 0;

  function makeTurn(): void {
    madeFrom = position;
    made = new Float32Array(turn.start + turn.samples - position);
    for (let index = 0; index < made.length; index++) made[index] = (random.next() - 0.5) * 0.006;
    speakers[turn.speaker].speak(made, turn.start - position, turn.samples);
    turn = {
      start: turn.start + turn.samples + pause(),
      samples: Math.round(sampleRate * (0.8 + random.next() ** 2 * 5)),
      speaker: turn.speaker === 0 ? 1 : 0,
    };
  }

  return {
    read(samples) {
      const wanted = new Float32Array(Math.max(0, Math.min(samples, total - position)));
      for (let filled = 0; filled < wanted.length; ) {
        if (position >= madeFrom + made.length) makeTurn();
        const from = position - madeFrom;
        const part = made.subarray(from, from + wanted.length - filled);
        wanted.set(part, filled);
        filled += part.length;
        position += part.length;
      }
      return wanted;
    },
  };
}

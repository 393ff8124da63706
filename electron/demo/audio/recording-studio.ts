import { setImmediate as nextTurn } from 'node:timers/promises';
import { createMp3Encoder } from 'wasm-media-encoders';
import { createConversation } from './conversation.ts';

/** Makes the audio of demo calls when somebody asks for it. */
export interface RecordingStudio {
  /** An MP3 of the given length; the same seed gives the same bytes. */
  record(seed: string, seconds: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** As a telephone line sounds; halves the work of a wider band. */
export const sampleRate = 8_000;
export const bitrateKbps = 24;
/** One slice takes some milliseconds: calls must ring on while a recording is made. */
const sliceSeconds = 1;
const keptRecordings = 8;

export function createRecordingStudio(): RecordingStudio {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  async function make(seed: string, seconds: number): Promise<Uint8Array<ArrayBuffer>> {
    const encoder = await createMp3Encoder();
    encoder.configure({ sampleRate, channels: 1, bitrate: bitrateKbps, outputSampleRate: sampleRate });
    const conversation = createConversation(seed, seconds, sampleRate);
    const parts: Uint8Array[] = [];
    for (;;) {
      const samples = conversation.read(sampleRate * sliceSeconds);
      if (samples.length === 0) break;
      // The encoder owns what it returns and writes over it.
      parts.push(encoder.encode([samples]).slice());
      await nextTurn();
    }
    parts.push(encoder.finalize().slice());
    return new Uint8Array(Buffer.concat(parts));
  }

  return {
    record(seed, seconds) {
      const key = `${seed} ${seconds}`;
      const made = kept.get(key) ?? make(seed, seconds);
      kept.delete(key);
      kept.set(key, made);
      const oldest = kept.keys().next().value;
      if (kept.size > keptRecordings && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}

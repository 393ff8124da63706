import type { Fields } from './answer.ts';
import type { AudioSource } from './audio-source.ts';

/** What a method found; the endpoint wraps it. */
export interface MethodResult {
  apiName: string;
  /** Vats/settings writes its callTime as ISO, the others `yyyy-mm-dd hh:mm:ss`. */
  isoCallTime?: boolean;
  /** Of `result`. */
  fields: Fields;
  /** A recording, which is streamed behind the fields. */
  file?: { audio: AudioSource };
}

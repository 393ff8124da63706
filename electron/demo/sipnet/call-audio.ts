import type { StandCall, StandLeg } from './call.ts';

/** What an operation answers with instead of fields, and what the key of a recording opens. */
export class CallAudio {
  readonly call: StandCall;
  /** Left out, the whole call. */
  readonly talk: StandLeg | undefined;

  constructor(call: StandCall, talk?: StandLeg) {
    this.call = call;
    this.talk = talk;
  }
}

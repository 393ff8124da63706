import { compact } from '../../../shared/domain/compact.ts';
import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { AudioSource } from './audio-source.ts';
import { type StandCall, type StandRecording, talkSeconds } from './call.ts';
import type { Contract } from './contract.ts';
import { internationalDigits } from './phone-forms.ts';
import type { Traps } from './traps.ts';

/** Where calls happen: keeps them all, in the order they began to be known. */
export interface Switchboard {
  calls: readonly StandCall[];
  /** Puts a call of the past into the list. */
  addCall(call: PastCall): StandCall;
  /** An incoming call begins to ring. */
  ring(call: RingOptions): LiveCall;
  /** A leg of an ordered call begins to ring. */
  dial(leg: Pick<StandCall, 'direction' | 'line' | 'remote'> & { unlisted: boolean }): LiveCall;
  recordingOf(id: string): StandRecording | undefined;
}

export interface PastCall {
  direction: 'in' | 'out';
  /** In any form; empty when hidden. */
  remote: string;
  /** Left out, the first of the contract. */
  line?: string;
  /** Epoch ms. */
  startedAt: number;
  ringSeconds?: number;
  /** Left out, nobody answered. */
  talkSeconds?: number;
  /** The caller left a message. */
  voicemail?: 'unread' | 'read';
  /** Left out, conversations and messages are recorded. */
  recorded?: boolean;
  /** Left out, as much as the conversation takes; else silence of that size. */
  recordingBytes?: number;
  recordId?: string;
}

export interface RingOptions {
  /** In any form; empty when hidden. */
  from: string;
  /** Left out, the first of the contract. */
  to?: string;
}

/** The rest of a call's life. Each step throws after the end. */
export interface LiveCall {
  call: StandCall;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  /** The caller gives up. */
  miss(): Promise<void>;
  reject(): Promise<void>;
  /** The caller leaves a message of that many seconds and hangs up. */
  leaveMessage(seconds: number): Promise<void>;
}

interface SwitchboardDeps {
  contract: Contract;
  clock: Pick<StandClock, 'now'>;
  random: Random;
  traps(): Traps;
  /** Makes the audio of a conversation, or of that many bytes. */
  makeAudio(seed: string, seconds: number, bytes: number | undefined): Promise<AudioSource>;
}

/** Length of a message in the mailbox when a test names none. */
const usualMessageSeconds = 12;

export function createSwitchboard({ contract, clock, random, traps, makeAudio }: SwitchboardDeps): Switchboard {
  const calls: StandCall[] = [];
  const recordings = new Map<string, StandRecording>();

  function record(seconds: number, { id = nextRecordId(), bytes }: { id?: string; bytes?: number | undefined } = {}) {
    const recording: StandRecording = { id, audio: () => makeAudio(id, seconds, bytes) };
    recordings.set(id, recording);
    return recording;
  }

  function nextRecordId(): string {
    const uuid = random.uuid();
    // Like `bec3e80f-2197-4f2e87d8-44ae05g60eb8` of the SunSim document: a hyphen short, and a letter too far.
    return traps().recordIds === 'uuid' ? uuid : `${uuid.slice(0, 18)}${uuid.slice(19, 30)}g${uuid.slice(31)}`;
  }

  function lineOf(text: string | undefined): string {
    const line = text === undefined ? contract.mainNumber : contract.ownNumber(text);
    if (line === undefined) throw new RangeError(`not a number of the contract: ${text}`);
    return line;
  }

  function begin(call: StandCall): LiveCall {
    calls.push(call);

    function checkOpen(): void {
      if (call.endedAt !== undefined) throw new Error('the call has ended');
    }

    async function end(): Promise<void> {
      checkOpen();
      call.endedAt = clock.now();
      if (call.answeredAt !== undefined) call.recording = record(talkSeconds(call, call.endedAt));
    }

    return {
      call,
      async answer() {
        checkOpen();
        call.answeredAt = clock.now();
      },
      hangUp: end,
      miss: end,
      reject: end,
      async leaveMessage(seconds) {
        await end();
        call.voicemail = 'unread';
        call.recording = record(seconds);
      },
    };
  }

  return {
    calls,
    addCall(past) {
      const answeredAt = past.startedAt + (past.ringSeconds ?? 0) * 1000;
      const talk = past.talkSeconds;
      const call: StandCall = {
        direction: past.direction,
        line: lineOf(past.line),
        remote: internationalDigits(past.remote),
        startedAt: past.startedAt,
        endedAt: answeredAt + (talk ?? 0) * 1000,
        ...(talk === undefined ? {} : { answeredAt }),
        ...compact({ voicemail: past.voicemail }),
      };
      const audible = talk !== undefined || past.voicemail !== undefined;
      if (past.recorded ?? audible) {
        const id = past.recordId ?? nextRecordId();
        call.recording = record(talk ?? usualMessageSeconds, { id, bytes: past.recordingBytes });
      }
      calls.push(call);
      return call;
    },
    ring: ({ from, to }) =>
      begin({ direction: 'in', line: lineOf(to), remote: internationalDigits(from), startedAt: clock.now() }),
    dial: (leg) => begin({ ...leg, startedAt: clock.now() }),
    recordingOf: (id) => recordings.get(id),
  };
}

import type { Readable } from 'node:stream';
import type { Capability, Credentials, ProviderId } from '../../../shared/contract/account.ts';
import type { Direction } from '../../../shared/contract/call.ts';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import type { LineSettings } from '../../../shared/domain/line-settings/line-settings.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger } from '../ports.ts';

/** One provider as core knows it. Adding a provider is adding one of these to the list in `app.ts`. */
export interface Provider {
  id: ProviderId;
  defaultBaseUrl: string;
  /** Of its stand for tests, where it runs one for everybody. */
  testBaseUrl?: string;
  capabilities: readonly Capability[];
  credentialKinds: readonly Credentials['kind'][];
  /** Calls are asked for by the contract's numbers, which the user names. */
  listsByNumber?: true;
  /** How far back its lists are read at first, ms; a week when left out. */
  historyMs?: number;
  /** How much of it is read at first, ms, so that the newest calls are there soon; all at once when left out. */
  firstSliceMs?: number;
  createClient(deps: ProviderClientDeps): ProviderClient;
}

export interface ProviderClientDeps {
  http: Http;
  clock: Clock;
  logger: Logger;
  /** Already checked: https, or http on loopback. */
  baseUrl: string;
  credentials: Credentials;
  /** IANA zone, for wires that state none. */
  timeZone: string;
  /** Who every answer must name, once known (`probe().identity`); otherwise OTHER_ACCOUNT. */
  expectedIdentity?: string;
  /** Numbers and SIP ids known to be the account's own, in any spelling: rows that name no direction are read by them. */
  ownNumbers?: readonly string[];
  /** Numbers of the contract that calls are listed for, as typed; for providers that list calls by number. */
  lines?: readonly string[];
  /** Where the client keeps tokens that it makes itself; absent while an account is only tried. */
  kept?: KeptSecrets;
}

/** What a client keeps secret between runs, read and written as one whole. Rejects with VaultError. */
export interface KeptSecrets {
  /** Nothing kept is an empty record. */
  read(): Promise<Readonly<Record<string, string>>>;
  write(secrets: Readonly<Record<string, string>>): Promise<void>;
}

/**
 * Every method rejects with ProviderError, and where the client keeps tokens with VaultError. Reads are retried inside; orders
 * and writes are sent once.
 */
export interface ProviderClient {
  /** Proves the credentials and says who the provider thinks this is. */
  probe(signal?: AbortSignal): Promise<ProviderIdentity>;
  /** Every call that the provider's lists know between two instants (epoch ms, both inclusive). */
  listCalls(range: { from: number; to: number }, signal?: AbortSignal): Promise<CallListing>;
  /**
   * The same where it may be much: piece by piece, the newest first, so that each can be noted as it comes. What this client
   * has told before and what did not change may be left out of a short period, if all of it was taken then.
   */
  listInPieces?(range: { from: number; to: number }, signal?: AbortSignal): AsyncIterable<ListedPiece>;
  /** Calls of which a message is kept, heard or not, between two instants (epoch ms). */
  listVoicemail?(
    range: { from: number; to: number; messages: 'unheard' | 'heard' },
    signal?: AbortSignal,
  ): Promise<CallListing>;
  /** What may be told of the token that stands for the account. */
  tokenDates?(): Promise<TokenDates>;
  hook?: {
    /** URLs registered now. */
    list(signal?: AbortSignal): Promise<string[]>;
    /** Overwrites what was there. */
    set(url: string): Promise<void>;
    clear(): Promise<void>;
  };
  /** Turns one body that the provider posted into an event; undefined when it is not one. */
  readHook?(body: unknown): CallEvent | undefined;
  /** A paid order: sent exactly once. */
  orderCallback?(order: { to: string; from?: string | undefined }): Promise<{ orderId: string | undefined }>;
  /** How an order goes on; undefined while the provider does not list it. */
  followCallback?(orderId: string, orderedAt: number, signal?: AbortSignal): Promise<CallbackProgress | undefined>;
  lineSettings?: {
    /** Of all lines of the account, as they are now. */
    read(signal?: AbortSignal): Promise<ReceivedLine[]>;
    /** Sent once. `received` a moment ago: what was not edited goes back as it came. */
    write(received: ReceivedLine, edited: LineSettings): Promise<void>;
  };
  /** How long this provider keeps a recording, ms; undefined when it does not say. */
  recordingsKeptMs?(signal?: AbortSignal): Promise<number | undefined>;
  /** Opens the audio. The stream is the network's own: nothing is buffered. The caller consumes or destroys it. */
  openRecording?(locator: RecordingLocator, signal?: AbortSignal): Promise<AudioDownload>;
}

/** Epoch ms. */
export interface TokenDates {
  /** As the token says itself; undefined where it says no end. */
  validUntil: number | undefined;
  /** When what was made with it is renewed next; undefined while there is nothing. */
  renewsAt: number | undefined;
}

/** Settings of one line, and what they were made from. */
export interface ReceivedLine {
  settings: LineSettings;
  /** JSON, as received. */
  raw: Record<string, unknown>;
  /** Under which name the provider keeps it. */
  key: string;
}

export interface ProviderIdentity {
  identity: string;
  sipId?: string;
  balance?: { amount: string; currency: string };
}

/** Ids under which a call is known at the provider. Rows that share one are the same call. */
export interface ProviderCallIds {
  /** Of the PBX call (SIPNET `call_id`, uuid). */
  uuid?: string;
  /** Of call legs (SIPNET `cid`): several when children ring together. */
  cids: string[];
  /** What tells a row without an id from others of its second, where that is more than its two numbers. */
  row?: string;
}

/** One row of a provider's call list on the common model. */
export interface ListedCall {
  list: 'calls' | 'attempts' | 'pbxcalls';
  ids: ProviderCallIds;
  direction: Direction | undefined;
  /** The other side, as received; empty when hidden. */
  remote: string;
  /** The own side, as received. */
  line: string;
  /** Epoch ms. */
  startedAt: number;
  talkSeconds: number | undefined;
  /** What the row by itself proves; undefined when it proves nothing (the call may have been missed or not). */
  outcome: 'ended' | 'missed' | 'rejected' | 'no-answer' | 'failed' | undefined;
  /** How to get its audio, when there is one. */
  recording: RecordingLocator | undefined;
  /** The row as received, without what is secret. */
  raw: Record<string, unknown>;
}

export interface CallListing {
  calls: ListedCall[];
  /** Rows that could not be understood, as received without secrets: kept and counted. */
  unreadable: Record<string, unknown>[];
}

export interface ListedPiece extends CallListing {
  /** Of all that was asked for, 0 to 1: the shares of all pieces make one, but where something was refused. */
  share: number;
}

/**
 * Enough to ask for the audio again later. Holds no address: a recording's URL is a secret and is asked for anew
 * (`url` is set only in memory, fresh from a listing, and must never be stored).
 */
export interface RecordingLocator {
  cid?: string;
  uuid?: string;
  startedAt: number;
  url?: string;
}

export interface AudioDownload {
  stream: Readable;
  mimeType: string;
  totalBytes: number | undefined;
}

/** What the provider tells of an order, per leg. */
export interface CallbackProgress {
  state: 'ordered' | 'ringing-own' | 'ringing-remote' | 'connected' | 'ended' | 'failed';
  /** When both sides were connected, for at least a moment. */
  wasConnected: boolean;
  raw: Record<string, unknown>;
}

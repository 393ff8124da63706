import type { Readable } from 'node:stream';
import type { Capability, Credentials, ProviderId, ProviderInfo } from '../../../shared/contract/account.ts';
import type { ReceivedTable, ReportKind } from '../../../shared/contract/account-tools/reports.ts';
import type { CallbackGreeting } from '../../../shared/contract/settings.ts';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import type { ForwardingRules } from '../../../shared/domain/forwarding.ts';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import type { RecordingRules, WholeRecordingRules } from '../../../shared/domain/recording-rules.ts';
import type { UniversalNumber } from '../../../shared/domain/universal-numbers.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Logger } from '../ports.ts';
import type { CallListing, CallListPiece } from './call-list-row.ts';
import type { CallerIdsFacet } from './caller-ids-facet.ts';
import type { MoneyFacet } from './money-facet.ts';
import type { NewAccountsFacet } from './new-accounts-facet.ts';
import type { SettingFacet } from './setting-facet.ts';
import type { WebButtonsFacet } from './web-buttons-facet.ts';

/** One provider as core knows it. Adding a provider is adding one of these to the list in `subjects.ts`. */
export interface Provider {
  id: ProviderId;
  /** Base URLs. `test`: where it runs an environment for tests that everybody may ask for. */
  environments: ProviderInfo['environments'];
  capabilities: readonly Capability[];
  credentialKinds: readonly Credentials['kind'][];
  /** Callbacks go to and from its SIP ids as well as numbers. */
  sipIds?: true;
  numberSource: ProviderInfo['numberSource'];
  /** Of the times that it tells without a zone, until the user says otherwise: IANA. */
  timeZone?: string;
  /** How far back its lists reach, ms; the user chooses where nobody knows. */
  historyMs?: number;
  /** How much of it is read at first, ms, so that the newest calls are there soon. */
  firstSliceMs: number;
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
  /** Numbers of the contract that calls are listed for, as the user named or chose them; none where no number is asked for. */
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
  listInPieces?(range: { from: number; to: number }, signal?: AbortSignal): AsyncIterable<CallListPiece>;
  /** Numbers whose calls the lists did not show when they were read last, while they showed others'. */
  refusedNumbers?(): readonly { number: string; detail: string | undefined }[];
  /** Numbers of the account whose lists are not asked for, as far as the provider told lately. */
  otherNumbers?(): readonly string[];
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
  orderCallback?(order: {
    to: string;
    from?: string | undefined;
    /** Where the provider has one and the user chose it. */
    greeting?: CallbackGreeting | undefined;
  }): Promise<{ orderId: string | undefined }>;
  /** The same to several at once: a paid order, sent exactly once. */
  orderMultiCallback?(order: {
    to: readonly string[];
    from?: string | undefined;
    language: 'ru' | 'en';
  }): Promise<{ orderId: string | undefined }>;
  /** What the provider tells of the calls to single ones of them, by number as it writes them. */
  followMultiCallback?(orderId: string, orderedAt: number, signal?: AbortSignal): Promise<CalleeProgress[]>;
  /** How an order goes on; undefined while the provider does not list it. */
  followCallback?(orderId: string, orderedAt: number, signal?: AbortSignal): Promise<CallbackProgress | undefined>;
  lineSettings?: {
    /** Of all lines of the account, as they are now. */
    read(signal?: AbortSignal): Promise<ReceivedLine[]>;
    /** Sent once. `received` a moment ago: what was not edited goes back as it came. */
    write(received: ReceivedLine, edited: PbxLineSettings): Promise<void>;
  };
  forwarding?: SettingFacet<ForwardingRules, ForwardingRules>;
  recordingRules?: SettingFacet<RecordingRules, WholeRecordingRules>;
  callerIds?: CallerIdsFacet;
  money?: MoneyFacet;
  webButtons?: WebButtonsFacet;
  readReport?(question: { kind: ReportKind; from: number; to: number }): Promise<ReceivedTable>;
  /** Accounts that belong to this one. */
  listSubAccounts?(): Promise<ReceivedTable>;
  newAccounts?: NewAccountsFacet;
  /** An address of the account's pages at the provider that works once. It carries access by itself. */
  enterCabinet?(): Promise<string>;
  /** The same tools of an account that belongs to this one, or whose partner it is, by its login or SIP id. */
  onBehalfOf?(subject: string): ToolFacets;
  /** Addresses of single pages there, for who is signed in. */
  cabinetPages?: { forwarding?: string };
  universalNumbers?: SettingFacet<readonly UniversalNumber[], readonly UniversalNumber[]>;
  /** How long this provider keeps a recording, ms. Absent where nobody knows: what is asked for may be gone or not. */
  recordingsKeptMs?(signal?: AbortSignal): Promise<number>;
  /**
   * Opens the audio that a row's `recording` leads to. The stream is the network's own: nothing is buffered. The caller
   * consumes or destroys it.
   */
  openRecording?(locator: string, signal?: AbortSignal): Promise<AudioDownload>;
}

/** What an account can do beside calls, and may do for another. */
export type ToolFacets = Pick<
  ProviderClient,
  | 'forwarding'
  | 'recordingRules'
  | 'callerIds'
  | 'money'
  | 'webButtons'
  | 'readReport'
  | 'enterCabinet'
  | 'universalNumbers'
>;

/** Epoch ms. */
export interface TokenDates {
  /** As the token says itself; undefined where it says no end. */
  validUntil: number | undefined;
  /** When what was made with it is renewed next; undefined while there is nothing. */
  renewsAt: number | undefined;
}

/** Settings of one line, and what they were made from. */
export interface ReceivedLine {
  settings: PbxLineSettings;
  /** JSON, as received. */
  raw: Record<string, unknown>;
  /** Under which name the provider keeps it. */
  key: string;
}

export interface ProviderIdentity {
  identity: string;
  sipId?: string;
  balance?: { amount: string; currency: string };
  /** Where the provider lists them, E.164 or as received: they say who this is where no answer names anybody. */
  numbers?: string[];
}

/** What the provider sent for a recording. Whether it is one, and of which kind, is found out when it is stored. */
export interface AudioDownload {
  stream: Readable;
  totalBytes: number | undefined;
  /** A stream that ends without an error is whole; otherwise it may also have been cut off. */
  isEndProven: boolean;
}

/** What became of the call to one of several people. */
export interface CalleeProgress {
  remote: string;
  state: 'answered' | 'not-answered' | 'unknown';
}

/** What the provider tells of an order, per leg. */
export interface CallbackProgress {
  state: 'ordered' | 'ringing-own' | 'ringing-remote' | 'connected' | 'ended' | 'failed';
  /** When both sides were connected, for at least a moment. */
  wasConnected: boolean;
  raw: Record<string, unknown>;
}

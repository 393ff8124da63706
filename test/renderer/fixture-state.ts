import type { Account, AccountDetails, HookStatus } from '../../shared/contract/account.ts';
import type { Call, MissedGroup, ResolvedGroup } from '../../shared/contract/call.ts';
import type { Callback } from '../../shared/contract/callback.ts';
import type { LinkResult, PageError } from '../../shared/contract/diagnostics.ts';
import type { CertificateState, HostInfo, StartupWarning, VaultState } from '../../shared/contract/host.ts';
import type { KeptLineSettings } from '../../shared/contract/line.ts';
import type { Person } from '../../shared/contract/person.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { ProgramUpdate } from '../../shared/contract/program-update.ts';
import type { QuietState } from '../../shared/contract/quiet.ts';
import type { Recording, RecordingNote, Transfers } from '../../shared/contract/recording.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Digest, LiveCard } from '../../shared/contract/updates.ts';
import { defaultSettings } from '../../shared/domain/default-settings.ts';
import type { PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { accounts, calls, linkResults, missed, people, recordingOf } from './fixture-data.ts';
import { type NumberAnswers, numberAnswers } from './fixture-numbers.ts';
import type { ToolAnswers } from './fixture-tools.ts';

/** All that the page is told; a test changes it and pushes updates. */
export interface FixtureState {
  calls: Call[];
  missed: MissedGroup[];
  resolved: ResolvedGroup[];
  accounts: Account[];
  callbacks: Callback[];
  cards: LiveCard[];
  recordings: Map<number, Recording>;
  recordingNotes: RecordingNote[];
  /** By account. */
  lines: Record<string, PbxLineSettings[]>;
  lineHistory: KeptLineSettings[];
  settings: Settings;
  quiet: QuietState;
  certificates: CertificateState;
  programUpdate: ProgramUpdate;
  vault: VaultState;
  host: HostInfo;
  startupWarnings: StartupWarning[];
  hook: HookStatus;
  hasRelayToken: boolean;
  digest?: Digest;
  /** Of accounts; left out, as their lines are. */
  details: Map<string, AccountDetails>;
  /** Calls with messages that nobody heard. */
  voicemail: Call[];
  /** What the diagnostics find. */
  links: LinkResult[];
  pageErrors: PageError[];
  transfers?: Transfers;
  people: Map<string, Person>;
  /** Takes its time over what has progress. */
  slow?: boolean;
  /** What the next connect or probe fails with. */
  refusal?: Problem;
  /** What every change of a line fails with. */
  lineRefusal?: Problem;
  /** Of the account whose provider answers them itself. */
  numbers: NumberAnswers;
  /** How the tools of accounts answer; left out, in full. */
  tools?: ToolAnswers;
  /** What is never answered. */
  stuck?: 'lines' | 'line-changes';
  /** Orders as they came. */
  orders: { clickId: string; accountId: string; to: string }[];
}

export function fixtureState(now: number): FixtureState {
  const log = calls(now, 900);
  return {
    calls: log,
    missed: missed(now, log),
    resolved: [],
    accounts: accounts(now),
    callbacks: [],
    cards: [],
    recordings: new Map(log.filter((call) => call.recording).map((call) => [call.id, recordingOf(call)])),
    recordingNotes: [],
    lines: {},
    lineHistory: [],
    settings: { ...defaultSettings, language: 'ru' },
    quiet: { kind: 'off' },
    certificates: 'known',
    programUpdate: { kind: 'idle' },
    details: new Map(),
    voicemail: [],
    links: linkResults(),
    pageErrors: [],
    vault: { kind: 'keychain', locked: false, fileExists: false },
    host: {
      name: 'test',
      version: '0.1.0',
      platform: 'linux',
      locale: 'ru',
      features: {
        tray: false,
        notifications: 'page',
        demo: true,
        loginItem: true,
        popup: true,
        hotkey: true,
        revealFile: true,
        callLinks: true,
      },
      dataDirectory: '/home/user/.local/share/perezvon',
    },
    startupWarnings: [],
    hook: { state: 'ours', host: 'hooks.example.ru' },
    hasRelayToken: false,
    orders: [],
    numbers: numberAnswers(now),
    people: new Map(
      log.flatMap(({ remote }) => {
        const person = people.find((one) => one.number === remote.e164);
        return person?.name
          ? [[remote.key, { key: remote.key, name: person.name, note: person.note ?? '' }] as const]
          : [];
      }),
    ),
  };
}

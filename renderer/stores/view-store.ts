import { create } from 'zustand';
import type { CallFilter, Direction, Party } from '../../shared/contract/call.ts';
import { compact } from '../../shared/domain/compact.ts';
import { useLive } from './live-store.ts';
import { isSameSource, type Source, sourcesOf } from './sources.ts';

export type Period = 'any' | 'today' | 'yesterday' | 'week' | 'month';

/** What the user chose to look at; forgotten with the page. */
interface ViewState {
  kind: CallFilter['kind'];
  source?: Source | undefined;
  period: Period;
  /** Messages that callers left, instead of the log. */
  messages?: 'unheard' | 'heard' | undefined;
  search: string;
  recordingSearch: string;
  recordingDirection?: Direction | undefined;
  recordingPeriod: Period;
  recordingSource?: Source | undefined;
  dialOpen: boolean;
  /** What the dial box begins with: from a link, the clipboard or a drop. Ordered only when the user says so. */
  dialNumber: string;
  /** The order, of unknown fate, after which another is thought of. */
  orderAgain?: string | undefined;
  /** Whom to call back through the line of another account than was called: not before the user agreed. */
  callThrough?: { remote: Party; accountId: string } | undefined;
  shortcutsOpen: boolean;
  paletteOpen: boolean;
  vaultOpen: boolean;
  /** The version that the user wants to hear of later: not in this run. */
  updatePutOff: string;
  /** The account whose form is open, and where in it the work is. */
  editing?: { accountId: string; at?: 'credentials' } | undefined;
  /** Whether the caller whom a wide window shows at first was opened already. */
  initialCallOpened: boolean;
}

const everything = { kind: 'all', source: undefined, period: 'any', messages: undefined, search: '' } as const;

const everyRecording = {
  recordingSearch: '',
  recordingDirection: undefined,
  recordingPeriod: 'any',
  recordingSource: undefined,
} as const;

export const useView = create<ViewState>()(() => ({
  ...everything,
  ...everyRecording,
  dialOpen: false,
  dialNumber: '',
  shortcutsOpen: false,
  paletteOpen: false,
  vaultOpen: false,
  updatePutOff: '',
  initialCallOpened: false,
}));

/** What is offered no more, as after its account was removed, narrows nothing: nobody could see that it does, nor end it. */
useLive.subscribe(({ accounts }, before) => {
  if (accounts === before.accounts) return;
  const offered = sourcesOf(accounts);
  const isGone = (source: Source | undefined) => source && !offered.some((one) => isSameSource(one, source));
  const { source, recordingSource } = useView.getState();
  if (isGone(source)) useView.setState({ source: undefined });
  if (isGone(recordingSource)) useView.setState({ recordingSource: undefined });
});

/** Whatever is open over the screen. */
export function closeDialogs(): void {
  useView.setState({
    dialOpen: false,
    shortcutsOpen: false,
    paletteOpen: false,
    vaultOpen: false,
    orderAgain: undefined,
    callThrough: undefined,
    editing: undefined,
  });
}

export function clearFilters(): void {
  useView.setState(everything);
}

export function clearRecordingFilters(): void {
  useView.setState(everyRecording);
}

/** Opens the form of an account; with `at`, where the work is. */
export function editAccount(accountId: string, at?: 'credentials'): void {
  useView.setState({ editing: { accountId, ...compact({ at }) } });
}

/** A number from outside, as it came: the box says what is wrong with it. */
export function openDial(number: string): void {
  useView.setState({ dialOpen: true, dialNumber: number.slice(0, 200) });
}

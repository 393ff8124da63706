import * as z from 'zod';
import {
  type DoNotDisturbOverride,
  doNotDisturbOverride,
  type QuietSettings,
  type QuietState,
} from '../../../shared/contract/quiet.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { quietAt, quietStateAt } from '../../../shared/domain/quiet-hours.ts';
import type { Clock } from '../ports.ts';
import type { SettingRows } from '../settings/setting-rows.ts';

/** Whether calls may ring now. What the user wished outlives the program: a restart must not ring in a meeting. */
export interface Quiet {
  state(): QuietState;
  isOn(): boolean;
  override(wanted: DoNotDisturbOverride): QuietState;
  /** Looks again: after a change of the settings, after sleep. */
  review(): void;
  close(): void;
}

export interface QuietDeps {
  rows: SettingRows;
  clock: Clock;
  settings: () => QuietSettings;
  /** `began`: rings must stop. `ended`: with the instant (epoch ms) since when it had been quiet. */
  onChange: (state: QuietState, turn: { began: boolean } | { endedSince: number } | undefined) => void;
}

/** Not only at the end of a stretch: sleep delays timers, and the clock may be set. */
const lookEveryMs = 30_000;

/** In the database an override is called a wish: folders of earlier versions have it so. */
const storedKey = 'quiet-now';
const stored = z.object({ wish: doNotDisturbOverride.optional(), since: z.number().optional() });

export function createQuiet({ rows, clock, settings, onChange }: QuietDeps): Quiet {
  let kept = stored.safeParse(rows.all()[storedKey]).data ?? {};
  let state = quietStateAt(settings(), kept.wish, clock.now());
  let cancel = () => {};

  function keep(next: z.infer<typeof stored>): void {
    kept = next;
    rows.set(storedKey, next);
  }

  function review(): void {
    const now = clock.now();
    const before = state;
    state = quietStateAt(settings(), kept.wish, now);
    watch();
    if (sameState(before, state)) return;
    const { since, ...rest } = kept;
    if (before.kind === 'off') {
      keep({ ...rest, since: now });
      onChange(state, { began: true });
    } else if (state.kind === 'off') {
      keep(rest);
      onChange(state, { endedSince: since ?? now });
    } else onChange(state, undefined);
  }

  /** Outside of quiet hours there is nothing to ring through: the next ones come as they are set. */
  function throughHours(): DoNotDisturbOverride | undefined {
    const { on, hours } = settings();
    const { quiet, until } = quietAt(on ? hours : [], clock.now());
    return quiet ? { on: false, ...compact({ until }) } : undefined;
  }

  function watch(): void {
    cancel();
    const end = 'until' in state && state.until !== undefined ? state.until - clock.now() : lookEveryMs;
    cancel = clock.after(Math.max(0, Math.min(end, lookEveryMs)), review);
  }

  // What ended while the program was not there is told by the digest of that time.
  if ((state.kind === 'off') !== (kept.since === undefined)) {
    const { since: _past, ...rest } = kept;
    keep(state.kind === 'off' ? rest : { ...rest, since: clock.now() });
  }
  watch();

  return {
    state: () => state,
    isOn: () => state.kind !== 'off',
    override(wanted) {
      const { wish: _former, ...rest } = kept;
      const lasting = wanted.on ? wanted : throughHours();
      keep(lasting === undefined ? rest : { ...rest, wish: lasting });
      review();
      return state;
    },
    review,
    close: () => cancel(),
  };
}

function sameState(a: QuietState, b: QuietState): boolean {
  return a.kind === b.kind && (a.kind === 'off' || b.kind === 'off' || a.until === b.until);
}

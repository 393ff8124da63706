import { parseParty } from './phone-number.ts';

/** What happens to calls that the account's own phones do not take, or to all of them. */
export interface ForwardingRules {
  /** Undefined where the provider named none that is known: see `others`. */
  mode: ForwardingMode | undefined;
  targets: { readonly [condition in ForwardingCondition]?: ForwardingTarget };
  /** How long it rings before `unanswered` holds. What the second wait comes to, no document says. */
  firstWaitSeconds?: number | undefined;
  secondWaitSeconds?: number | undefined;
  /** What else was told, as received. */
  others: readonly { name: string; value: string }[];
}

export const forwardingModes = ['off', 'all', 'untaken'] as const;
export type ForwardingMode = (typeof forwardingModes)[number];

export const forwardingConditions = ['all', 'unanswered', 'busy', 'unreachable'] as const;
export type ForwardingCondition = (typeof forwardingConditions)[number];

/** `voicemail`, or a number or address as the provider has it. */
export type ForwardingTarget = { kind: 'voicemail' } | { kind: 'address'; address: string };

/** What a mode looks at; the rest goes along unchanged. */
export function conditionsOf(mode: ForwardingMode | undefined): readonly ForwardingCondition[] {
  if (mode === 'all') return ['all'];
  return mode === 'untaken' ? ['unanswered', 'busy', 'unreachable'] : [];
}

/** Whole seconds up to an hour: the provider writes `20s` and `1m`. */
export const longestWaitSeconds = 3600;

export type ForwardingFault = { place: ForwardingCondition | 'mode' | 'firstWaitSeconds' | 'secondWaitSeconds' };

/** What would be refused, or would do nothing. */
export function findForwardingFaults({ mode, targets, ...waits }: ForwardingRules): ForwardingFault[] {
  const faults: ForwardingFault[] = [];
  if (mode === undefined) faults.push({ place: 'mode' });
  if (mode === 'off') return faults;
  const looked = conditionsOf(mode);
  // One of them has to lead somewhere.
  if (mode !== undefined && looked.every((condition) => targets[condition] === undefined)) {
    faults.push({ place: looked[0] ?? 'all' });
  }
  for (const condition of forwardingConditions) {
    const target = targets[condition];
    if (target?.kind === 'address' && !isAddress(target.address)) faults.push({ place: condition });
  }
  for (const place of ['firstWaitSeconds', 'secondWaitSeconds'] as const) {
    const wait = waits[place];
    if (wait !== undefined && !(Number.isInteger(wait) && wait >= 0 && wait <= longestWaitSeconds))
      faults.push({ place });
  }
  return faults;
}

/** A number in digits, or an address of the provider's, as it is sent: no spaces, no commas. */
function isAddress(text: string): boolean {
  return /^(?:\+?\d{3,20}|[\w.+-]{1,64}@[\w.-]{1,100})$/.test(text);
}

/** Whether both do the same. A provider that tells of no forwarding has none. */
export function isSameForwarding(one: ForwardingRules, other: ForwardingRules): boolean {
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other));
}

function essence({ mode, targets, firstWaitSeconds, secondWaitSeconds }: ForwardingRules): unknown {
  const led = forwardingConditions.map((condition) => {
    const target = targets[condition];
    // A service may keep a number in another form than it was sent in.
    return target?.kind === 'address' ? parseParty(target.address).key : (target?.kind ?? null);
  });
  if (mode === 'off' || (mode === undefined && led.every((address) => address === null))) return 'off';
  return [mode ?? null, led, firstWaitSeconds ?? null, secondWaitSeconds ?? null];
}

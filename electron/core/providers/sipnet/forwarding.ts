import { compact } from '../../../../shared/domain/compact.ts';
import {
  type ForwardingCondition,
  type ForwardingMode,
  type ForwardingRules,
  type ForwardingTarget,
  forwardingConditions,
  longestWaitSeconds,
} from '../../../../shared/domain/forwarding.ts';
import { type Fields, readFields, text } from '../fields.ts';
import type { SettingFacet } from '../setting-facet.ts';
import { otherFields } from './envelope.ts';
import type { Ask, Parameters } from './wire.ts';

/** SIPNET API 2.7.0, 6.17. What `get` answers is not documented: the fields of `set`, beside the rest or in an object. */
const typeOf: Readonly<Record<ForwardingMode, string>> = { off: '0', all: '1', untaken: '2' };
const fieldOf: Readonly<Record<ForwardingCondition, string>> = {
  all: 'allcalls',
  unanswered: 'noanswer',
  busy: 'busy',
  unreachable: 'inaccessible',
};
const wrappers = ['redirect', 'result', 'data'];

export function createForwarding({ read, write }: Ask): SettingFacet<ForwardingRules, ForwardingRules> {
  return {
    async read(signal) {
      const { fields } = await read('redirect', { action: 'get' }, signal);
      return readForwarding(fields);
    },
    async write(rules) {
      // Nothing forwarded is the operation's own word for it; `redirtype=0` would leave the conditions to a guess.
      if (rules.mode === 'off') await write('redirect', { action: 'del' });
      else await write('redirect', { action: 'set', ...writeForwarding(rules) });
    },
    async clear() {
      await write('redirect', { action: 'del' });
    },
  };
}

export function readForwarding(answer: Fields): ForwardingRules {
  const nested = wrappers.map((name) => readFields(soleItem(answer[name]))).find((inner) => inner !== undefined);
  const fields = nested ?? answer;
  const received = text.parse(fields.redirtype);
  const mode = (['off', 'all', 'untaken'] as const).find((one) => typeOf[one] === received);
  const waits = { waitanswer: readWait(fields.waitanswer), waitanswer2: readWait(fields.waitanswer2) };
  const understood = new Set([
    ...Object.values(fieldOf),
    ...(mode === undefined ? [] : ['redirtype']),
    ...Object.entries(waits).flatMap(([name, wait]) => (wait === undefined ? [] : [name])),
  ]);
  return {
    mode,
    targets: Object.fromEntries(
      forwardingConditions.flatMap((condition) => {
        const target = readTarget(fields[fieldOf[condition]]);
        return target === undefined ? [] : [[condition, target]];
      }),
    ),
    ...compact({ firstWaitSeconds: waits.waitanswer, secondWaitSeconds: waits.waitanswer2 }),
    others: otherFields(fields, understood),
  };
}

/** All that is known goes back, also what the mode does not look at: what is left out may be taken away, or stay. */
export function writeForwarding({ mode, targets, firstWaitSeconds, secondWaitSeconds }: ForwardingRules): Parameters {
  return {
    ...compact({ redirtype: mode && typeOf[mode] }),
    ...Object.fromEntries(
      forwardingConditions.flatMap((condition) => {
        const target = targets[condition];
        return target === undefined
          ? []
          : [[fieldOf[condition], target.kind === 'voicemail' ? 'voicemail' : target.address]];
      }),
    ),
    ...(firstWaitSeconds === undefined ? {} : { waitanswer: writeWait(firstWaitSeconds) }),
    ...(secondWaitSeconds === undefined ? {} : { waitanswer2: writeWait(secondWaitSeconds) }),
  };
}

function soleItem(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function readTarget(received: unknown): ForwardingTarget | undefined {
  const value = text.parse(received)?.slice(0, 200);
  if (value === undefined || value === '0') return undefined;
  return value.toLowerCase() === 'voicemail' ? { kind: 'voicemail' } : { kind: 'address', address: value };
}

/** `20s`, `1m`; a service may tell one that was set as `1m` as `60s`, or as bare seconds. */
function readWait(received: unknown): number | undefined {
  const [, digits, unit] = /^(\d{1,5})\s*([sm]?)$/i.exec(text.parse(received) ?? '') ?? [];
  if (digits === undefined) return undefined;
  const seconds = Number(digits) * (unit?.toLowerCase() === 'm' ? 60 : 1);
  return seconds <= longestWaitSeconds * 100 ? seconds : undefined;
}

/** Seconds as the document names them: `1s` up to a minute, and whole minutes as such. */
function writeWait(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

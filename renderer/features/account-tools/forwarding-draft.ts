import { destinationOf } from '../../../shared/domain/destination.ts';
import { readDialled } from '../../../shared/domain/dialling.ts';
import {
  type ForwardingCondition,
  type ForwardingMode,
  type ForwardingRules,
  type ForwardingTarget,
  findForwardingFaults,
  forwardingConditions,
} from '../../../shared/domain/forwarding.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';

/** What the form holds: as typed. */
export interface ForwardingDraft {
  mode: ForwardingMode | undefined;
  targets: Record<ForwardingCondition, TargetDraft>;
  firstWait: string;
  secondWait: string;
}

export interface TargetDraft {
  to: 'nowhere' | 'voicemail' | 'address';
  typed: string;
}

export function draftOf({ mode, targets, firstWaitSeconds, secondWaitSeconds }: ForwardingRules): ForwardingDraft {
  const isNone = mode === undefined && Object.keys(targets).length === 0;
  return {
    mode: isNone ? 'off' : mode,
    targets: {
      all: targetDraft(targets.all),
      unanswered: targetDraft(targets.unanswered),
      busy: targetDraft(targets.busy),
      unreachable: targetDraft(targets.unreachable),
    },
    firstWait: firstWaitSeconds === undefined ? '' : String(firstWaitSeconds),
    secondWait: secondWaitSeconds === undefined ? '' : String(secondWaitSeconds),
  };
}

function targetDraft(target: ForwardingTarget | undefined): TargetDraft {
  if (target === undefined) return { to: 'nowhere', typed: '' };
  if (target.kind === 'voicemail') return { to: 'voicemail', typed: '' };
  return { to: 'address', typed: formatParty(parseParty(target.address)) };
}

/** What would be sent, and the places that are wrong. What was not touched goes back as it came. */
export function readDraft(
  draft: ForwardingDraft,
  start: ForwardingRules,
): { rules: ForwardingRules; faults: ReadonlySet<string> } {
  const untouched = draftOf(start);
  if (draft.mode === 'off') return { rules: { mode: 'off', targets: {}, others: start.others }, faults: new Set() };
  const unread: string[] = [];
  const targets: Partial<Record<ForwardingCondition, ForwardingTarget>> = {};
  for (const condition of forwardingConditions) {
    const { to, typed } = draft.targets[condition];
    if (to === 'nowhere') continue;
    if (to === 'voicemail') targets[condition] = { kind: 'voicemail' };
    else {
      const kept = typed === untouched.targets[condition].typed ? start.targets[condition] : undefined;
      const read = kept ?? readAddress(typed);
      if (read === undefined) unread.push(condition);
      targets[condition] = read ?? { kind: 'address', address: typed.trim() };
    }
  }
  const rules: ForwardingRules = {
    mode: draft.mode,
    targets,
    others: start.others,
    ...(draft.firstWait.trim() === '' ? {} : { firstWaitSeconds: readWait(draft.firstWait) }),
    ...(draft.secondWait.trim() === '' ? {} : { secondWaitSeconds: readWait(draft.secondWait) }),
  };
  return { rules, faults: new Set([...unread, ...findForwardingFaults(rules).map(({ place }) => place)]) };
}

/** A number in any form goes out in E.164; whatever else the provider calls a contact goes out as typed. */
function readAddress(typed: string): ForwardingTarget | undefined {
  const dialled = readDialled(typed);
  if (dialled.kind !== 'number') return undefined;
  const address = destinationOf(dialled.party) ?? typed.trim();
  return { kind: 'address', address };
}

function readWait(typed: string): number {
  return /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : -1;
}

import type { StandCall, StandLeg } from './call.ts';
import type { CallList } from './call-records.ts';
import { hiddenText } from './hidden-words.ts';
import { type NumberForm, writeNumber } from './number-forms.ts';
import type { Traps } from './traps.ts';

/** As it stands in a field; undefined where the field is left out. */
export type Written = string | null | undefined;

/** Who called whom, as a list or an event writes it. */
export function parties(
  call: StandCall,
  leg: StandLeg,
  writer: CallList | 'hook',
  traps: Traps,
): { caller: Written; callee: Written } {
  const form = formOf(writer, traps);
  const own = writeNumber(traps.ownSide === 'phone' ? leg.sipId : call.line, form);
  const remote = call.remote === '' ? hiddenText(traps.hiddenAs) : writeNumber(call.remote, form);
  return call.direction === 'in' ? { caller: remote, callee: own } : { caller: own, callee: remote };
}

const mixedForms: Readonly<Record<CallList, NumberForm>> = { calls: 'digits', attempts: 'eight', pbxcalls: 'plus' };

function formOf(writer: CallList | 'hook', { hookNumbers, listNumbers }: Traps): NumberForm {
  if (writer === 'hook') return hookNumbers;
  return listNumbers === 'mixed' ? mixedForms[writer] : listNumbers;
}

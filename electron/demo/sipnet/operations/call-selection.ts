import { listedLeg, type StandCall } from '../call.ts';
import type { OperationRequest } from '../service.ts';

/** The calls of the period that the subject may see here, newest first, as running clients found them. */
export function selectCalls(request: OperationRequest): StandCall[] {
  const { parameters } = request;
  const showChild = parameters.oneOf('showchild', ['0', '1'], '0') === '1';
  return callsOfPeriod(request).filter((call) => {
    const owner = listedLeg(call).sipId;
    return owner === request.subject.sipId || (showChild && request.subject.main);
  });
}

export function callsOfPeriod({ service, parameters, traps, now }: OperationRequest): StandCall[] {
  const { from, to } = parameters.period();
  return service.switchboard.calls
    .filter((call) => {
      const second = Math.floor(call.startedAt / 1000) * 1000;
      const ended = call.endedAt !== undefined && call.endedAt + traps.listLagMs <= now;
      return ended && !call.unlisted && second >= from && second <= to;
    })
    .toReversed()
    .toSorted((one, other) => other.startedAt - one.startedAt);
}

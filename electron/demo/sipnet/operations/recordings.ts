import type { Fields } from '../answer.ts';
import { Refusal } from '../refusal.ts';
import { AudioAnswer, type Operation } from '../service.ts';
import { noRecording, weekSeconds } from '../subscriber-settings.ts';

/** Seed: SIPNET 6.11. Whether there is audio is for the stand's audio to say: HTTP 404 without. */
export const getrec: Operation = ({ parameters, service }) => {
  const uuid = parameters.optional('uuid');
  const cid = uuid === undefined ? parameters.required('cid') : undefined;
  const call = service.switchboard.calls.find((one) =>
    uuid === undefined ? one.legs.some((leg) => leg.cid === cid) : one.uuid === uuid && !one.unlisted,
  );
  if (!call) throw new Refusal('not-found', uuid ?? cid);
  return new AudioAnswer(call);
};

const yesNo = ['Y', 'N'] as const;

/** Seed: SIPNET 6.12. */
export const recordcalls: Operation = ({ parameters, settings }): Fields => {
  switch (parameters.oneOf('action', ['list', 'clear', 'set'], 'list')) {
    case 'list':
      return { ...settings.recording };
    case 'set':
      settings.recording = {
        incalls: parameters.oneOf('incalls', yesNo),
        outcalls: parameters.oneOf('outcalls', yesNo),
        reccount: parameters.integer('reccount', 0),
        expiration: parameters.integer('expiration', weekSeconds),
        child: parameters.oneOf('child', yesNo, 'N'),
      };
      settings.recordedCalls = 0;
      return {};
    case 'clear':
      settings.recording = noRecording;
      return {};
  }
};

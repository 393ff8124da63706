import { listedLeg } from '../call.ts';
import { CallAudio } from '../call-audio.ts';
import { cidOf, uuidOf } from '../call-ids.ts';
import type { Fields } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { noRecording, weekSeconds } from '../subscriber-settings.ts';

/** SIPNET API 2.7.0, 6.11. Whether there is audio is for the stand's audio to say: HTTP 404 without. */
export const getrec: Operation = ({ parameters, service, subject, traps }) => {
  const uuid = parameters.optional('uuid');
  const cid = uuid === undefined ? parameters.required('cid') : undefined;
  for (const call of service.switchboard.calls) {
    const leg = call.legs.find((one) =>
      uuid === undefined ? cidOf(call, one, traps) === cid : uuidOf(call, one, traps) === uuid,
    );
    if (leg === undefined || (uuid !== undefined && call.unlisted)) continue;
    const isOwn = listedLeg(call).sipId === subject.sipId;
    if (!isOwn && !(subject.main && traps.childRecordings === 'to-main')) break;
    const isOneTalk = traps.transferRows === 'per-talk' && cid !== undefined && leg.answeredAt !== undefined;
    return new CallAudio(call, isOneTalk ? leg : undefined);
  }
  throw new Refusal('not-found', uuid ?? cid);
};

const yesNo = ['Y', 'N'] as const;

/** SIPNET API 2.7.0, 6.12. */
export const recordcalls: Operation = ({ parameters, settings, traps }): Fields => {
  switch (parameters.oneOf('action', ['list', 'clear', 'set'], 'list')) {
    case 'list':
      return { ...settings.recording };
    case 'set':
      settings.recording = {
        incalls: parameters.oneOf('incalls', yesNo),
        outcalls: parameters.oneOf('outcalls', yesNo),
        reccount: parameters.integer('reccount', 0),
        expiration: parameters.integer('expiration', weekSeconds),
        child: parameters.oneOf('child', yesNo, traps.recordChildLeftOut === 'N' ? 'N' : settings.recording.child),
      };
      settings.recordedCalls = 0;
      return {};
    case 'clear':
      settings.recording = { ...noRecording };
      return {};
  }
};

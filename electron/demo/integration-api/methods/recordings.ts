import { Refusal } from '../refusal.ts';
import type { Method } from '../service.ts';

/** Integration API, request/getcallrecordfile. */
export const getCallRecordFile: Method = async ({ service, query, traps }) => {
  const recording = service.switchboard.recordingOf(query.get('recordFileId') ?? '');
  if (recording === undefined) throw new Refusal('not-found', 'recordFileId');
  const name = traps.fileNames === 'hostile' ? '../../.ssh/authorized_keys\u0000.mp3' : `${recording.id}.mp3`;
  return { apiName: 'getCallRecordFile', fields: { file_NAME: name }, file: { audio: await recording.audio() } };
};

/** AlloIncognito Integration API, request/getrequestresultbyhash; the page is lost in SunSim's scan. */
export const getRequestResult: Method = ({ service, query, traps }) => {
  const stored = service.results.find(query.get('requestHash') ?? '');
  if (stored === undefined || traps.hashResults === 'forgotten') throw new Refusal('not-found', 'requestHash');
  return stored;
};

import type { ServerResponse } from 'node:http';
// Not the variant for Node: that one declares a `require` of its own, as the bundler does.
import { zipSync } from 'fflate/browser';
import { type StandCall, type StandLeg, talkSeconds } from './call.ts';
import type { CallAudio } from './call-audio.ts';
import type { Traps } from './traps.ts';

/** Makes the MP3 of a call of that many seconds. */
export type MakeAudio = (seed: string, seconds: number) => Promise<Uint8Array>;

/** Answers with the audio of a call, or HTTP 404 (SIPNET API 2.7.0, 6.11). */
export async function answerAudio(
  response: ServerResponse,
  asked: CallAudio | undefined,
  { traps, now, makeAudio }: { traps: Traps; now: number; makeAudio: MakeAudio },
): Promise<void> {
  if (traps.recordings === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Запись не найдена</h1>');
    return;
  }
  if (traps.recordings === 'json-error') {
    const body = { status: 'error', errorCode: 30, errorMessage: 'Запись не найдена', operation: 'getrec' };
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    return;
  }
  if (asked === undefined || !isKept(asked.call, now) || traps.recordings === 'expired') {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
    return;
  }
  const { call, talk } = asked;
  const audio = await makeAudio(soundOf(call, talk), talkSeconds(talk ?? call, now));
  switch (traps.recordings) {
    case 'zip':
      send(response, 'application/zip', zipSync({ [`${call.uuid}.mp3`]: [audio, { level: 0 }] }));
      return;
    case 'octet-stream':
      send(response, 'application/octet-stream', audio);
      return;
    case 'empty':
      send(response, 'audio/mpeg', new Uint8Array());
      return;
    case 'cut-short':
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': audio.length });
      response.write(audio.subarray(0, Math.floor(audio.length / 2)), () => response.destroy());
      return;
    default:
      send(response, 'audio/mpeg', audio);
  }
}

function isKept({ recordedUntil }: StandCall, now: number): boolean {
  return recordedUntil !== undefined && recordedUntil > now;
}

/** Each talk of a call sounds otherwise. */
function soundOf({ uuid }: StandCall, talk: StandLeg | undefined): string {
  return talk === undefined ? uuid : `${uuid} ${talk.cid}`;
}

function send(response: ServerResponse, contentType: string, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
}

import type { ServerResponse } from 'node:http';
import { zipSync } from 'fflate';
import { type StandCall, talkSeconds } from './call.ts';
import type { Traps } from './traps.ts';

/** Makes the MP3 of a call of that many seconds. */
export type MakeAudio = (seed: string, seconds: number) => Promise<Uint8Array>;

/** Answers with the audio of a call, or HTTP 404 (seed: SIPNET 6.11). */
export async function answerAudio(
  response: ServerResponse,
  call: StandCall | undefined,
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
  const kept = call?.recordedUntil !== undefined && call.recordedUntil > now && traps.recordings !== 'expired';
  if (!kept) {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
    return;
  }
  const audio = await makeAudio(call.uuid, talkSeconds(call, now));
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

function send(response: ServerResponse, contentType: string, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
}

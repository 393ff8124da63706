import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compact } from '../../../shared/domain/compact.ts';
import type { StandClock } from '../clock.ts';
import { answerFault, type Fault, type FaultScope } from '../faults.ts';

/** What may go wrong instead of an answer. */
export type StandFault = Fault | OwnFault;

type OwnFault = FaultScope &
  (
    | {
        /** Of HTTP and in `status_code`, or in one of them while the other says 200. */
        kind: 'status';
        status: number;
        in?: 'both' | 'http' | 'body';
        retryAfter?: string;
      }
    /** Nothing but a status of 200. */
    | { kind: 'empty' }
    /** JSON of 64 MiB. */
    | { kind: 'huge' }
    /** A sign a second, without an end. */
    | { kind: 'trickle' }
    /** Any JSON in place of the envelope. */
    | { kind: 'json'; body: unknown }
  );

const jsonType = { 'content-type': 'application/json; charset=utf-8' };
const hugeRows = 65_536;

export async function answerStandFault(response: ServerResponse, fault: StandFault, clock: StandClock): Promise<void> {
  switch (fault.kind) {
    case 'status': {
      const { status, in: where = 'both', retryAfter } = fault;
      const told = where === 'http' ? { status_code: 200, status_msg: 'OK' } : { status_code: status, status_msg: '' };
      const wait = compact({ 'retry-after': retryAfter });
      response.writeHead(where === 'body' ? 200 : status, { ...jsonType, ...wait });
      response.end(JSON.stringify({ ...told, value: null }));
      return;
    }
    case 'empty':
      response.writeHead(200, { ...jsonType, 'content-length': 0 }).end();
      return;
    case 'huge':
      response.writeHead(200, jsonType);
      // Whoever has had enough hangs up.
      await pipeline(Readable.from(hugeAnswer()), response).catch(() => undefined);
      return;
    case 'trickle':
      response.writeHead(200, jsonType);
      trickle(response, '{"status_code":200,"status_msg":"OK","value":[', clock);
      return;
    case 'json':
      response.writeHead(200, jsonType).end(JSON.stringify(fault.body));
      return;
    default:
      answerFault(response, fault);
  }
}

function* hugeAnswer(): Generator<string> {
  yield '{"status_code":200,"status_msg":"OK","value":[null';
  for (let row = 0; row < hugeRows; row++) yield `,"${' '.repeat(1_021)}"`;
  yield ']}';
}

function trickle(response: ServerResponse, text: string, clock: StandClock): void {
  if (response.destroyed) return;
  response.write(text.slice(0, 1) || ' ');
  clock.after(1_000, () => trickle(response, text.slice(1), clock));
}

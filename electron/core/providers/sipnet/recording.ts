import { ProviderError, type ProviderErrorCode } from '../errors.ts';
import { failedStatus, garbled, saysNotFound } from '../failure.ts';
import type { AudioDownload } from '../provider.ts';
import { openAudio } from './audio-answer.ts';
import { readRowRecording } from './call-rows.ts';
import type { RecordingLocator } from './recording-locator.ts';
import { secretAddress } from './secret-address.ts';
import type { Wire } from './wire.ts';

export interface RecordingDeps {
  wire: Wire;
  baseUrl: string;
  /** Rows of `calls` between two instants, fresh, as received. */
  listRows: (from: number, to: number) => Promise<unknown[]>;
  signal: AbortSignal | undefined;
}

type Attempt = () => Promise<AudioDownload>;

/**
 * Opens a recording by whatever leads to it: `getrec` by `cid` and by `uuid` (SIPNET API 2.7.0, 6.11), then the URL of a
 * fresh listing. Rejects with RECORDING_EXPIRED when no way failed for
 * any other reason.
 */
export async function openRecording(locator: RecordingLocator, deps: RecordingDeps): Promise<AudioDownload> {
  const { cid, uuid } = locator;
  const attempts: Attempt[] = [];
  if (cid !== undefined) attempts.push(() => openById({ cid }, deps));
  if (uuid !== undefined) attempts.push(() => openById({ uuid }, deps));
  attempts.push(async () => openUrl(await findUrl(locator, deps), deps));

  let verdict = expired();
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ProviderError) || !mayBeElsewhere.has(error.code)) throw error;
      if (verdict.code === 'RECORDING_EXPIRED') verdict = error;
    }
  }
  throw verdict;
}

/** Failures of one way that say nothing of the next. */
const mayBeElsewhere = new Set<ProviderErrorCode>([
  'RECORDING_EXPIRED',
  'RECORDING_BROKEN',
  'PROVIDER_REFUSED',
  'PROVIDER_GARBLED',
]);

function expired(): ProviderError {
  return new ProviderError('RECORDING_EXPIRED');
}

async function openById(id: { cid: string } | { uuid: string }, deps: RecordingDeps): Promise<AudioDownload> {
  const answer = await deps.wire.open('getrec', id, { retry: 'read', signal: deps.signal });
  return openAudio(answer, (body) => readNoAudio(deps.wire, answer.status, body));
}

async function openUrl(address: string | undefined, { wire, baseUrl, signal }: RecordingDeps): Promise<AudioDownload> {
  if (address === undefined) throw expired();
  const url = secretAddress(address, baseUrl);
  if (url === undefined) throw garbled();
  const answer = await wire.fetch(url, signal);
  return openAudio(answer, (body) => {
    // This address took no credentials, so that a "no" speaks of the link alone.
    if (answer.status >= 400 && answer.status < 500) throw expired();
    const failed = failedStatus(answer.status);
    if (failed !== undefined) throw failed.code === 'WRONG_ADDRESS' ? garbled() : failed;
    readNoAudio(wire, answer.status, body);
  });
}

/** Throws what a text says that came instead of audio. */
function readNoAudio(wire: Wire, status: number, body: string): void {
  try {
    wire.read(status, body);
  } catch (error) {
    throw saysNotFound(error) ? expired() : error;
  }
}

/** The clock that stamped the locator may not be the provider's. */
const aroundMs = 10 * 60_000;

/** By an id that both know; without one only by the same second, and only where that is one row. */
async function findUrl(locator: RecordingLocator, { listRows }: RecordingDeps): Promise<string | undefined> {
  const { cid, uuid, startedAt } = locator;
  const rows = await listRows(startedAt - aroundMs, startedAt + aroundMs);
  const recorded = rows.map(readRowRecording).filter((recording) => recording !== undefined);
  const same = recorded.filter(
    (one) => (cid !== undefined && one.cid === cid) || (uuid !== undefined && one.uuid === uuid),
  );
  const sameSecond = recorded.filter((one) => Math.floor(one.startedAt / 1000) === Math.floor(startedAt / 1000));
  const found = same.length > 0 ? same : cid === undefined && sameSecond.length === 1 ? sameSecond : [];
  return found[0]?.url;
}

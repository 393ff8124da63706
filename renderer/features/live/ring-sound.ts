import type { SoundDevice } from '../../../shared/contract/settings.ts';
import { pealFile } from './peal.ts';

let peal: string | undefined;

/** Rings until told to stop; where the browser wants a gesture first, from the first one on. */
export function startRing(device: SoundDevice, options: { once?: boolean } = {}): () => void {
  peal ??= URL.createObjectURL(pealFile());
  const audio = new Audio(peal);
  audio.loop = options.once !== true;
  const ended = new AbortController();
  const { signal } = ended;

  const play = async () => {
    if (signal.aborted) return;
    try {
      await audio.play();
    } catch {
      for (const gesture of ['pointerdown', 'keydown']) {
        window.addEventListener(gesture, () => void play(), { once: true, signal });
      }
    }
  };
  // A loudspeaker that was unplugged is no reason to be silent.
  void sinkOf(device)
    .then((id) => (id === '' ? undefined : audio.setSinkId(id)))
    .catch(() => undefined)
    .then(play);

  return () => {
    ended.abort();
    audio.pause();
  };
}

/** Rings in one page of the program only, however many are open; another goes on when that one is closed. */
export function ringAlone(device: SoundDevice): () => void {
  const ended = new AbortController();
  const over = new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve(), { once: true }));
  navigator.locks
    .request('perezvon-ring', { signal: ended.signal }, async () => {
      const stop = startRing(device);
      await over;
      stop();
    })
    // Given up while another page rang.
    .catch(() => undefined);
  return () => ended.abort();
}

/** The loudspeakers that may be chosen; those that the browser does not name are left out. */
export async function listSpeakers(): Promise<SoundDevice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => undefined)) ?? [];
  return devices
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && label !== '' && deviceId !== 'default')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Its name goes with the loudspeaker, its id only with this address of the page. */
async function sinkOf({ id, label }: SoundDevice): Promise<string> {
  if (id === '' && label === '') return '';
  const speakers = await listSpeakers();
  return (speakers.find((one) => one.id === id) ?? speakers.find((one) => one.label === label))?.id ?? '';
}

import { useEffect, useRef, useState } from 'react';
import type { Recording } from '../../../shared/contract/recording.ts';
import { coreNow } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { exportName, saveFile } from '../calls/save-file.ts';
import { distinctName, nameOf } from './file-names.ts';
import { saveAddress } from './recording-words.ts';
import { crc32, mostZipped, type ZippedFile, zipEnd, zipHeader } from './zip-file.ts';

/**
 * Saves several recordings as one file, each in it under its time and number: a browser asks about every further file of many.
 * Read one after the other; what is read the browser keeps outside of the page's memory.
 */
export function useSaveMany() {
  const { t, count, bytes } = useWords();
  /** How many are read; undefined while nothing is saved. */
  const [done, setDone] = useState<number>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(recordings: readonly Recording[]): Promise<void> {
    const abort = new AbortController();
    running.current = abort;
    const parts: Blob[] = [];
    const files: ZippedFile[] = [];
    setDone(0);
    try {
      for (const { mediaPath } of recordings) {
        if (mediaPath === undefined) continue;
        const answer = await fetch(saveAddress(mediaPath), { signal: abort.signal });
        // One that left the disk meanwhile.
        if (!answer.ok) continue;
        const sound = await answer.blob();
        const name = distinctName(
          nameOf(answer.headers.get('content-disposition')),
          files.map((file) => file.name),
        );
        const file = { name, size: sound.size, crc: crc32(new Uint8Array(await sound.arrayBuffer())) };
        parts.push(new Blob([zipHeader(file), sound]));
        files.push(file);
        setDone(files.length);
      }
      const name = exportName(t('recordings.fileName'), coreNow(), 'zip');
      saveFile(name, [...parts, ...zipEnd(files)], 'application/zip');
      showToast({ text: t('recordings.savedMany', { name, count: count(files.length) }) });
    } catch {
      if (!abort.signal.aborted) showToast({ tone: 'miss', text: t('recordings.notSaved') });
    } finally {
      setDone(undefined);
    }
  }

  return {
    done,
    save(recordings: readonly Recording[]) {
      const size = recordings.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
      if (size > mostZipped)
        showToast({ tone: 'miss', text: t('recordings.tooMany', { size: bytes(size), most: bytes(mostZipped) }) });
      else void run(recordings);
    },
    cancel: () => running.current?.abort(),
  };
}

import { create } from 'zustand';
import type { Recording } from '../../../shared/contract/recording.ts';
import { coreNow } from '../../stores/live-store.ts';
import { exportName, saveFile } from '../../ui/save-file.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { distinctName, nameOf } from './file-names.ts';
import { saveAddress } from './recording-words.ts';
import { crc32, mostZipped, type ZippedFile, zipEnd, zipHeader } from './zip-file.ts';

interface Saving {
  /** How many are read; undefined while nothing is saved. */
  done?: number | undefined;
}

/** Not of the screen: whoever goes elsewhere meanwhile gets the file all the same. */
const useSaving = create<Saving>()(() => ({}));
let running: AbortController | undefined;

/**
 * Saves several recordings as one file, each in it under its time and number: a browser asks about every further file of many.
 * Read one after the other; what is read the browser keeps outside of the page's memory. Says in the end what was saved, and
 * how many left the disk meanwhile.
 */
export function useSaveMany() {
  const { t, count, bytes } = useWords();
  const { done } = useSaving();

  async function run(recordings: readonly Recording[]): Promise<void> {
    const abort = new AbortController();
    running = abort;
    const parts: Blob[] = [];
    const files: ZippedFile[] = [];
    useSaving.setState({ done: 0 });
    try {
      for (const { mediaPath } of recordings) {
        if (mediaPath === undefined) continue;
        const answer = await fetch(saveAddress(mediaPath), { signal: abort.signal });
        if (answer.status === 404) continue;
        if (!answer.ok) throw new Error(`the recording was answered by ${answer.status}`);
        const sound = await answer.blob();
        const name = distinctName(
          nameOf(answer.headers.get('content-disposition')),
          files.map((file) => file.name),
        );
        const file = { name, size: sound.size, crc: crc32(new Uint8Array(await sound.arrayBuffer())) };
        parts.push(new Blob([zipHeader(file), sound]));
        files.push(file);
        useSaving.setState({ done: files.length });
      }
      if (files.length === 0) {
        showToast({ tone: 'miss', text: t('recordings.savedNone') });
        return;
      }
      const name = exportName(t('recordings.fileName'), coreNow(), 'zip');
      saveFile(name, [...parts, ...zipEnd(files)], 'application/zip');
      const [read, all] = [files.length, recordings.length];
      showToast(
        read === all
          ? { text: t('recordings.savedMany', { name, count: count(read) }) }
          : {
              tone: 'miss',
              text: t('recordings.savedSome', { name, read: count(read), all: count(all), missed: count(all - read) }),
            },
      );
    } catch {
      if (!abort.signal.aborted) showToast({ tone: 'miss', text: t('recordings.notSaved') });
    } finally {
      useSaving.setState({ done: undefined });
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
    cancel: () => running?.abort(),
  };
}

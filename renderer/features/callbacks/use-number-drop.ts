import { useEffect } from 'react';
import { noteUnloaded } from '../../stores/unloaded-store.ts';
import { openDial } from '../../stores/view-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

const textTypes = ['text/uri-list', 'text/plain'];

/** A number, a link or a piece of text that is dropped on the window goes into the dial box. Files are not taken. */
export function useNumberDrop(): void {
  const { t } = useWords();
  useEffect(() => {
    const allow = (event: DragEvent) => {
      const { dataTransfer: carried } = event;
      if (carried === null || isOwnField(event.target)) return;
      event.preventDefault();
      carried.dropEffect = textTypes.some((type) => carried.types.includes(type)) ? 'copy' : 'none';
    };
    const drop = async (event: DragEvent) => {
      if (event.dataTransfer === null || isOwnField(event.target)) return;
      // Otherwise the window would go to a link or open a file.
      event.preventDefault();
      const texts = textTypes.map((type) => event.dataTransfer?.getData(type) ?? '').filter((text) => text !== '');
      const findNumber = await loadReader();
      if (findNumber === undefined) return;
      const number = texts.map(findNumber).find((found) => found.kind === 'dial')?.number;
      if (number !== undefined) openDial(number);
      else if (texts.length > 0) showToast({ tone: 'miss', text: t('callback.noNumberDropped') });
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [t]);
}

/** What reads numbers is large, and nothing of the first screen needs it. */
async function loadReader() {
  try {
    return (await import('../../../shared/domain/deep-link.ts')).findNumber;
  } catch {
    noteUnloaded();
    return undefined;
  }
}

/** Fields take text by themselves. */
function isOwnField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

import type { Recording } from '../../../shared/contract/recording.ts';
import type { Words } from '../../words/words.ts';

/** What is wrong with a recording and what to do about it; undefined when nothing is. */
export function describeTrouble(recording: Recording, words: Words, unplayable: boolean): string | undefined {
  const { state, problem, format = '?' } = recording;
  const { t } = words;
  if (unplayable) return t(isArchive(recording) ? 'recordings.closedArchive' : 'recordings.unplayable', { format });
  switch (state) {
    case 'expired':
      return words.problem({ code: 'RECORDING_EXPIRED' });
    case 'broken':
      return words.problem({ code: 'RECORDING_BROKEN' });
    case 'failed':
      // The sentence that goes for accounts promises to try again by itself.
      return problem === undefined || problem.code === 'PROVIDER_DOWN' ? t('recordings.noWay') : words.problem(problem);
    default:
      return undefined;
  }
}

/** Kept whole, because what is in it cannot be taken out here. */
export function isArchive({ mimeType }: Recording): boolean {
  return mimeType?.startsWith('application/') === true;
}

/** Whether asking for it can bring it here: it is not here, and not known to be gone. */
export function isFetchable(state: Recording['state']): boolean {
  return state === 'remote' || state === 'failed' || state === 'broken';
}

/** Whether something can be done with it together with others: fetched, or saved. */
export function isSelectable({ state, mediaPath }: Recording): boolean {
  return isFetchable(state) || mediaPath !== undefined;
}

/** The address under which the file is offered for saving. */
export function saveAddress(mediaPath: string): string {
  return `${mediaPath}?download=1`;
}

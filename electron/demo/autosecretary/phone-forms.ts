import type { Traps } from './traps.ts';

/** Ten digits, as the service writes its numbers, from any Russian form; undefined for everything else. */
export function tenDigits(text: string): string | undefined {
  return /^(?:\+?7|8)?(\d{10})$/.exec(text.trim())?.[1];
}

/** What `an` shows of a caller; numbers from abroad keep the country's code. */
export function writeCaller(caller: string, { callers, hiddenCallers }: Traps): string | null | undefined {
  if (caller === '') return { empty: '', word: 'anonymous', null: null, absent: undefined }[hiddenCallers];
  const national = /^7(\d{10})$/.exec(caller)?.[1];
  switch (callers) {
    case 'ten-digits':
      return national ?? caller;
    case 'with-8':
      return national === undefined ? `810${caller}` : `8${national}`;
    case 'digits':
      return caller;
    case 'plus':
      return `+${caller}`;
  }
}

/** A destination as the sample writes it, `89161000232`, from any Russian form; others stay as they are. */
export function withEight(phone: string): string {
  const national = /^(?:\+?7|8)?(\d{10})$/.exec(phone)?.[1];
  return national === undefined ? phone : `8${national}`;
}

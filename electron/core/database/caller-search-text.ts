import { foldText } from '../../../shared/domain/fold-text.ts';

/** What a caller is found by: the digits of the number without what stands between them, the text as received, the name. */
export function searchTextOf({ e164, raw }: { e164?: string | undefined; raw: string }, name: string): string {
  const digits = (e164 ?? raw).replace(/\D/g, '');
  return foldText([digits, raw, name].filter((part) => part !== '').join('\n'));
}

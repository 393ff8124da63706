import { parseParty } from '../../../../shared/domain/phone-number.ts';

/** Numbers of a contract while they are being named: those that are read already, in E.164, and what stands in the field. */
export interface NumbersDraft {
  named: readonly string[];
  typed: string;
}

/** A number of a contract is a Russian one, in whatever form it is typed; undefined for anything else. */
export function readContractNumber(text: string): string | undefined {
  const { e164 } = parseParty(text);
  return e164?.startsWith('+7') ? e164 : undefined;
}

const separators = /[,;\n\r\t]+/;

/** Several at once, as they are copied from a table or a letter. */
export function isSeveral(text: string): boolean {
  return separators.test(text.trim());
}

/** What was typed or pasted joins the list; what of it is no number stays in the field, to be put right. */
export function nameTyped(draft: NumbersDraft, typed = draft.typed): NumbersDraft {
  const named = new Set(draft.named);
  const unread: string[] = [];
  for (const piece of typed.split(separators)) {
    const text = piece.trim();
    if (text === '') continue;
    const number = readContractNumber(text);
    if (number === undefined) unread.push(text);
    else named.add(number);
  }
  return { named: [...named], typed: unread.join(', ') };
}

export function withoutNumber(draft: NumbersDraft, number: string): NumbersDraft {
  return { ...draft, named: draft.named.filter((one) => one !== number) };
}

/** All that are meant, the one in the field too; undefined while there is none, or one that cannot be read. */
export function numbersOf(draft: NumbersDraft): string[] | undefined {
  const { named, typed } = nameTyped(draft);
  return typed === '' && named.length > 0 ? [...named] : undefined;
}

import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import {
  findWebButtonFaults,
  newWebButton,
  readButtonPhone,
  type WebButton,
  type WebButtonFields,
} from '../../../shared/domain/web-buttons.ts';

/** What the form begins with: as people write it. What the provider did not tell is as it would be on a new button. */
export function draftOf(received?: WebButton): WebButtonFields {
  if (received === undefined) return { ...newWebButton, phone: '' };
  return {
    phone: writePhone(received.phone ?? ''),
    color: received.color ?? newWebButton.color,
    type: received.type ?? newWebButton.type,
    text: received.text ?? newWebButton.text,
    description: received.description ?? newWebButton.description,
    keypad: received.keypad ?? newWebButton.keypad,
  };
}

/** As people write a number; an address whole, since its domain is a part of it. */
export function writePhone(phone: string): string {
  return phone === '' || phone.includes('@') ? phone : formatParty(parseParty(phone));
}

/** What would be sent, and the fields that are wrong. What was not touched goes back as it came. */
export function readDraft(
  draft: WebButtonFields,
  received?: WebButton,
): { button: WebButtonFields; faults: ReadonlySet<keyof WebButtonFields> } {
  const untouched = received?.phone !== undefined && draft.phone === draftOf(received).phone;
  const phone = untouched ? received.phone : readButtonPhone(draft.phone);
  const button = { ...draft, phone: phone ?? draft.phone.trim() };
  return { button, faults: new Set(findWebButtonFaults(button, received)) };
}

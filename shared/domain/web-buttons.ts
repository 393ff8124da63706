import { readDestination } from './dialling.ts';
import { parseParty } from './phone-number.ts';

/** A button on a web page by which its visitors call: what is sent of it. */
export interface WebButtonFields {
  /** A number in E.164, or a SIP id with its domain. */
  phone: string;
  color: string;
  /** What the numbers mean, the provider does not say. */
  type: string;
  text: string;
  description: string;
  /** Whether visitors may dial on, by a panel of keys. */
  keypad: boolean;
}

/** As the provider tells it: whatever it leaves out is undefined. */
export type WebButton = { readonly [field in keyof WebButtonFields]?: WebButtonFields[field] | undefined } & {
  /** Without one the provider cannot be told which button is meant. */
  id?: string | undefined;
  /** What else was told, as received. */
  others: readonly { name: string; value: string }[];
};

/** What the provider itself takes where nothing is said (SIPNET API 2.7.0, 6.8). */
export const newWebButton: Omit<WebButtonFields, 'phone'> = {
  color: '#008735',
  type: '2',
  text: '',
  description: 'Кнопка через API',
  keypad: false,
};

export const longestButtonText = 200;

/** What a typed number is sent as; undefined for what no button can call. */
export function readButtonPhone(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(text)) return text;
  const party = readDestination(text);
  return typeof party === 'string' ? undefined : party.e164;
}

/** The fields that would be refused. What goes back as it was received is right, whatever it is. */
export function findWebButtonFaults(button: WebButtonFields, received?: WebButton): (keyof WebButtonFields)[] {
  const isRight: Record<Exclude<keyof WebButtonFields, 'keypad'>, boolean> = {
    phone: readButtonPhone(button.phone) === button.phone,
    color: isHexColor(button.color),
    type: /^\d{1,3}$/.test(button.type),
    text: isShort(button.text),
    description: isShort(button.description),
  };
  return (['phone', 'color', 'type', 'text', 'description'] as const).filter(
    (field) => !isRight[field] && button[field] !== received?.[field],
  );
}

function isHexColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function isShort(text: string): boolean {
  return text.length <= longestButtonText && !/\p{Cc}/u.test(text);
}

/** Whether a received button is what was sent. A service may keep a number or a colour in another form, and fill in what is empty. */
export function isButtonAsSent(received: WebButton, sent: WebButtonFields): boolean {
  const same = (field: 'type' | 'keypad') => received[field] === undefined || received[field] === sent[field];
  const sameText = (field: 'text' | 'description') =>
    received[field] === undefined || sent[field] === '' || received[field] === sent[field].trim();
  return (
    received.phone !== undefined &&
    parseParty(received.phone).key === parseParty(sent.phone).key &&
    (received.color === undefined || plainColor(received.color) === plainColor(sent.color)) &&
    same('type') &&
    same('keypad') &&
    sameText('text') &&
    sameText('description')
  );
}

/** Whether both readings tell the same. */
export function isSameButton(one: WebButton, other: WebButton): boolean {
  const { id, phone, color, type, text, description, keypad } = one;
  const told = Object.entries({ id, phone, color, type, text, description, keypad });
  return told.every(([field, value]) => other[field as keyof WebButton] === value);
}

function plainColor(color: string): string {
  return color.replace(/^#/, '').toLowerCase();
}

import type { WebButton, WebButtonFields } from '../../../../shared/domain/web-buttons.ts';
import { type Fields, readFields, readRows, words } from '../fields.ts';
import type { WebButtonsFacet } from '../web-buttons-facet.ts';
import { otherFields } from './envelope.ts';
import type { Ask, Parameters } from './wire.ts';
import { readYesNo, writeYesNo } from './yes-no.ts';

/** SIPNET API 2.7.0, 6.8: "an array of web buttons". What a row holds, it does not say: the fields of `add`, and the usual ones. */
const idFields = ['cid', 'id', 'buttonid'];
const names = {
  phone: ['phone', 'number'],
  color: ['color', 'colour'],
  type: ['btntype', 'type'],
  text: ['text'],
  description: ['descr', 'description'],
} as const;
const keypadField = 'dtmf';
const mostButtons = 500;
const longestTold = 4000;
const longestId = 200;
const understood = new Set([...idFields, ...Object.values(names).flat(), keypadField]);

export function createWebButtons({ read, write }: Ask): WebButtonsFacet {
  return {
    async list(signal) {
      const { fields } = await read('webbuttons', { action: 'list' }, signal);
      return readRows(fields.buttons)
        .map(readButton)
        .filter((button) => button !== undefined)
        .slice(0, mostButtons);
    },
    async add(button) {
      await write('webbuttons', { action: 'add', ...parametersOf(button) });
    },
    async update(id, button) {
      await write('webbuttons', { action: 'update', cid: id, ...parametersOf(button) });
    },
    async remove(id) {
      await write('webbuttons', { action: 'delete', cid: id });
    },
  };
}

/** All of them always: what an update leaves out goes back to the service's own, or stays. */
function parametersOf({ phone, color, type, text: label, description, keypad }: WebButtonFields): Parameters {
  return { phone, color, btntype: type, text: label, descr: description, dtmf: writeYesNo(keypad) };
}

/** Undefined for what is no button: it has neither an id nor a number. */
function readButton(row: unknown): WebButton | undefined {
  const fields = readFields(row) ?? {};
  const id = readTold(fields, idFields);
  const phone = readTold(fields, names.phone);
  if (!id && !phone) return undefined;
  return {
    // A part of an id would be another button's.
    ...(id && id.length <= longestId ? { id } : {}),
    phone,
    color: readTold(fields, names.color),
    type: readTold(fields, names.type),
    text: readTold(fields, names.text),
    description: readTold(fields, names.description),
    keypad: readYesNo(fields[keypadField]),
    others: otherFields(fields, understood),
  };
}

/** An empty text is one that is told; one that is too long to be kept whole is not, since a part of it would go back. */
function readTold(fields: Fields, among: readonly string[]): string | undefined {
  const received = among.map((name) => fields[name]).find((value) => value !== undefined);
  if (received === null) return '';
  const told = typeof received === 'string' ? received.trim() : words.parse(received);
  return told === undefined || told.length > longestTold ? undefined : told;
}

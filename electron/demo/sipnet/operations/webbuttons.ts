import { type Fields, listField } from '../list-field.ts';
import type { Operation, OperationRequest } from '../operation.ts';
import { inDigits, requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SubscriberSettings, WebButton } from '../subscriber-settings.ts';
import type { Traps } from '../traps.ts';

/** SIPNET API 2.7.0, 6.8. */
export const webbuttons: Operation = (request) => {
  const { parameters, settings, service, traps } = request;
  switch (parameters.oneOf('action', ['list', 'add', 'update', 'delete'], 'list')) {
    case 'list':
      return listField(
        'buttons',
        settings.buttons.map((button) => rowOf(button, traps)),
        traps,
      );
    case 'add': {
      const button = readButton(request, String(service.random.integer(100_000, 999_999)), newButton);
      settings.buttons.push(button);
      return { ...listField('buttons', [rowOf(button, traps)], traps), cid: button.cid };
    }
    case 'update': {
      const before = existing(settings, parameters.required('cid'));
      const button = readButton(request, before.cid, traps.buttonUpdate === 'kept' ? before : newButton);
      settings.buttons = settings.buttons.map((one) => (one.cid === button.cid ? button : one));
      return { ...listField('buttons', [rowOf(button, traps)], traps), cid: button.cid };
    }
    case 'delete': {
      const { cid } = existing(settings, parameters.required('cid'));
      settings.buttons = settings.buttons.filter((one) => one.cid !== cid);
      return { cid };
    }
  }
};

type Look = Omit<WebButton, 'cid' | 'phone'>;

/** The defaults of the document, which it states for update as well. */
const newButton: Look = { color: '#008735', btntype: '2', text: '', descr: 'Кнопка через API', dtmf: 'N' };

/** `otherwise` holds where a field is left out. */
function readButton({ parameters }: OperationRequest, cid: string, otherwise: Look): WebButton {
  return {
    cid,
    phone: requirePhone('phone', parameters.required('phone')),
    color: parameters.optional('color') ?? otherwise.color,
    btntype: parameters.optional('btntype') ?? otherwise.btntype,
    text: parameters.optional('text') ?? otherwise.text,
    descr: parameters.optional('descr') ?? otherwise.descr,
    dtmf: parameters.oneOf('dtmf', ['Y', 'N'], otherwise.dtmf),
  };
}

function existing(settings: SubscriberSettings, cid: string): WebButton {
  const button = settings.buttons.find((one) => one.cid === cid);
  if (!button) throw new Refusal('not-found', cid);
  return button;
}

/** What a row of them holds is not documented: by itself, the fields of `add`. */
function rowOf({ cid, ...button }: WebButton, { buttonRows }: Traps): Fields {
  switch (buttonRows) {
    case 'as-sent':
      return { cid, ...button };
    case 'as-kept': {
      const { phone, color, dtmf } = button;
      const kept = { phone: inDigits(phone), color: color.replace('#', '').toUpperCase(), dtmf: dtmf === 'Y' ? 1 : 0 };
      return { cid, ...button, ...kept };
    }
    case 'without-id':
      return button;
  }
}

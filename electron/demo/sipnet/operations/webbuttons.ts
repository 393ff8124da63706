import { listField } from '../answer.ts';
import { requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Operation, OperationRequest } from '../service.ts';
import type { SubscriberSettings, WebButton } from '../subscriber-settings.ts';

/** Seed: SIPNET 6.8. `update` sets what is left out back to its default, as the document's defaults read. */
export const webbuttons: Operation = (request) => {
  const { parameters, settings, service, traps } = request;
  switch (parameters.oneOf('action', ['list', 'add', 'update', 'delete'], 'list')) {
    case 'list':
      return listField('buttons', settings.buttons.map(rowOf), traps);
    case 'add': {
      const button = readButton(request, String(service.random.integer(100_000, 999_999)));
      settings.buttons.push(button);
      return { buttons: [rowOf(button)], cid: button.cid };
    }
    case 'update': {
      const button = readButton(request, existing(settings, parameters.required('cid')).cid);
      settings.buttons = settings.buttons.map((one) => (one.cid === button.cid ? button : one));
      return { buttons: [rowOf(button)], cid: button.cid };
    }
    case 'delete': {
      const { cid } = existing(settings, parameters.required('cid'));
      settings.buttons = settings.buttons.filter((one) => one.cid !== cid);
      return { cid };
    }
  }
};

function readButton({ parameters }: OperationRequest, cid: string): WebButton {
  return {
    cid,
    phone: requirePhone('phone', parameters.required('phone')),
    color: parameters.optional('color') ?? '#008735',
    btntype: parameters.optional('btntype') ?? '2',
    text: parameters.optional('text') ?? '',
    descr: parameters.optional('descr') ?? 'Кнопка через API',
    dtmf: parameters.oneOf('dtmf', ['Y', 'N'], 'N'),
  };
}

function existing(settings: SubscriberSettings, cid: string): WebButton {
  const button = settings.buttons.find((one) => one.cid === cid);
  if (!button) throw new Refusal('not-found', cid);
  return button;
}

function rowOf(button: WebButton): Record<string, unknown> {
  return { ...button };
}

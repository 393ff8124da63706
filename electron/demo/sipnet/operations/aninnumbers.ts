import { type Fields, listField } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import { inDigits, requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { CallerNumber, SubscriberSettings } from '../subscriber-settings.ts';
import type { Traps } from '../traps.ts';

/** SIPNET API 2.7.0, 6.13. */
export const aninnumbers: Operation = ({ parameters, settings, service, traps }) => {
  switch (parameters.oneOf('action', ['list', 'delete', 'setdefault', 'add', 'checkcode'], 'list')) {
    case 'list':
      return phonesField(settings.phones, traps);
    case 'delete': {
      const { phone } = findPhone(settings, parameters.required('phone'));
      settings.phones = settings.phones.filter((one) => one.phone !== phone);
      return { phone };
    }
    case 'setdefault': {
      const { phone } = findPhone(settings, parameters.required('phone'));
      for (const one of settings.phones) one.default = one.phone === phone ? 'Y' : 'N';
      return { phone };
    }
    case 'add': {
      const phone = inDigits(requirePhone('phone', parameters.required('phone')));
      const checktype = parameters.oneOf('checktype', ['sms', 'call'], 'sms');
      const isKnown = settings.phones.some((one) => one.phone === phone);
      const isBusy = settings.awaitingCode !== undefined && traps.secondCheck === 'refused';
      if (isKnown || isBusy) throw new Refusal('bad-parameter', 'phone');
      settings.awaitingCode = { phone, checktype, code: String(service.random.integer(1000, 9999)) };
      return {};
    }
    case 'checkcode': {
      const code = parameters.required('code');
      const awaiting = settings.awaitingCode;
      const isRight = awaiting !== undefined && awaiting.code === code;
      if (isRight || traps.wrongCode === 'ends-the-check') settings.awaitingCode = undefined;
      if (!isRight) throw new Refusal('bad-parameter', 'code');
      settings.phones.push({
        phone: awaiting.phone,
        type: awaiting.checktype,
        default: settings.phones.length === 0 ? 'Y' : 'N',
      });
      return {};
    }
  }
};

/** "An array of added numbers with their type": what a row is, the document does not say. */
function phonesField(phones: readonly CallerNumber[], traps: Traps): Fields {
  switch (traps.phoneRows) {
    case 'rows':
      return listField(
        'phones',
        phones.map((phone) => rowOf(phone, traps)),
        traps,
      );
    case 'texts':
      return { phones: phones.map(({ phone }) => phone) };
    case 'by-number':
      return { phones: Object.fromEntries(phones.map(({ phone, type }) => [phone, type])) };
  }
}

function rowOf({ phone, type, default: isDefault }: CallerNumber, { defaultPhone }: Traps): Fields {
  switch (defaultPhone) {
    case 'Y-N':
      return { phone, type, default: isDefault };
    case '1-0':
      return { phone, type, default: isDefault === 'Y' ? 1 : 0 };
    case 'type':
      return { phone, type: isDefault === 'Y' ? 'default' : type };
    case 'absent':
      return { phone, type };
  }
}

function findPhone(settings: SubscriberSettings, phone: string): CallerNumber {
  const found = settings.phones.find((one) => one.phone === inDigits(phone));
  if (!found) throw new Refusal('not-found', phone);
  return found;
}

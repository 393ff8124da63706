import { listField } from '../answer.ts';
import { requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Operation } from '../service.ts';
import type { CallerNumber, SubscriberSettings } from '../subscriber-settings.ts';

/** Seed: SIPNET 6.13. */
export const aninnumbers: Operation = ({ parameters, settings, service, traps }) => {
  switch (parameters.oneOf('action', ['list', 'delete', 'setdefault', 'add', 'checkcode'], 'list')) {
    case 'list':
      return listField(
        'phones',
        settings.phones.map((phone) => ({ ...phone })),
        traps,
      );
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
      const phone = requirePhone('phone', parameters.required('phone'));
      const checktype = parameters.oneOf('checktype', ['sms', 'call'], 'sms');
      settings.awaitingCode = { phone, checktype, code: String(service.random.integer(1000, 9999)) };
      return {};
    }
    case 'checkcode': {
      const code = parameters.required('code');
      const awaiting = settings.awaitingCode;
      if (awaiting === undefined || awaiting.code !== code) throw new Refusal('bad-parameter', 'code');
      settings.awaitingCode = undefined;
      settings.phones.push({
        phone: awaiting.phone,
        type: awaiting.checktype,
        default: settings.phones.length === 0 ? 'Y' : 'N',
      });
      return {};
    }
  }
};

function findPhone(settings: SubscriberSettings, phone: string): CallerNumber {
  const found = settings.phones.find((one) => one.phone === phone);
  if (!found) throw new Refusal('not-found', phone);
  return found;
}

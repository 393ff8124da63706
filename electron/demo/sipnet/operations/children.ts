import { compact } from '../../../../shared/domain/compact.ts';
import type { ChildAccount } from '../accounts.ts';
import { type Fields, listField } from '../list-field.ts';
import type { Operation, OperationRequest } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import type { Traps } from '../traps.ts';

/** SIPNET API 2.7.0, 6.14, where the operation is called `aninnumbers` by a slip. */
export const children: Operation = (request) => {
  const { parameters, service, subject, traps } = request;
  if (!subject.main) throw new Refusal('not-allowed', 'children');
  switch (parameters.oneOf('action', ['list', 'add'], 'list')) {
    case 'list':
      return listField(
        'accounts',
        service.accounts.children().map((child) => rowOf(child, traps)),
        traps,
      );
    case 'add':
      return listField('accounts', [rowOf(service.accounts.addChild(newAccount(request)), traps)], traps);
  }
};

const entityFields = ['inn', 'organization', 'phone'] as const;
const moreEntityFields = ['kpp', 'ogrn', 'rs', 'ks', 'bik'] as const;

/** SIPNET API 2.7.0, 6.10. A legal entity needs its three obligatory fields as soon as one field of it is there. */
export const genuser: Operation = (request) => {
  const { parameters, service, traps } = request;
  if (!service.account.enabled?.genuser) throw new Refusal('not-allowed', 'genuser');
  parameters.required('email');
  if ([...entityFields, ...moreEntityFields].some((name) => parameters.optional(name) !== undefined)) {
    for (const name of entityFields) parameters.required(name);
  }
  const { sipId, login, password } = service.accounts.addPartner(newAccount(request));
  return { new_sip: sipId, new_name: login, ...(traps.newPassword === 'told' ? { new_password: password } : {}) };
};

function newAccount({ parameters, service: { random } }: OperationRequest): ChildAccount {
  const sipId = `00${random.integer(10_000_000, 99_999_999)}`;
  const [fio, email] = [parameters.optional('fio'), parameters.optional('email')];
  return {
    login: `user${sipId}`,
    password: random.uuid().slice(0, 12),
    sipId,
    ...compact({ fio, email }),
  };
}

function rowOf({ login, sipId, password, fio, email }: ChildAccount, { childRows }: Traps): Fields {
  return { login, sipid: sipId, ...(childRows === 'with-password' ? { password } : {}), fio, email };
}

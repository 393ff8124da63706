import type { ChildAccount } from '../accounts.ts';
import { type Fields, listField } from '../answer.ts';
import { Refusal } from '../refusal.ts';
import type { Operation, OperationRequest } from '../service.ts';

/** Seed: SIPNET 6.14, where the operation is called `aninnumbers` by a slip. */
export const children: Operation = (request) => {
  const { parameters, service, subject, traps } = request;
  if (!subject.main) throw new Refusal('not-allowed', 'children');
  switch (parameters.oneOf('action', ['list', 'add'], 'list')) {
    case 'list':
      return listField('accounts', service.accounts.children().map(rowOf), traps);
    case 'add':
      return { accounts: [rowOf(service.accounts.addChild(newAccount(request)))] };
  }
};

/** Seed: SIPNET 6.10. A legal entity needs its three obligatory fields as soon as one of them is there. */
export const genuser: Operation = (request) => {
  const { parameters, service } = request;
  if (!service.account.enabled?.genuser) throw new Refusal('not-allowed', 'genuser');
  parameters.required('email');
  const entity = ['inn', 'organization', 'phone'];
  if (entity.some((name) => parameters.optional(name) !== undefined)) {
    for (const name of entity) parameters.required(name);
  }
  const created = service.accounts.addPartner(newAccount(request));
  return { new_sip: created.sipId, new_name: created.login, new_password: created.password };
};

function newAccount({ parameters, service: { random } }: OperationRequest): ChildAccount {
  const sipId = `00${random.integer(10_000_000, 99_999_999)}`;
  const [fio, email] = [parameters.optional('fio'), parameters.optional('email')];
  return {
    login: `user${sipId}`,
    password: random.uuid().slice(0, 12),
    sipId,
    ...(fio === undefined ? {} : { fio }),
    ...(email === undefined ? {} : { email }),
  };
}

function rowOf(child: ChildAccount): Fields {
  return { login: child.login, sipid: child.sipId, fio: child.fio, email: child.email };
}

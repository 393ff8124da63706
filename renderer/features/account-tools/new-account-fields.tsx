import {
  findNewAccountFaults,
  type NewAccount,
  type NewAccountFault,
  type NewAccountField,
  readNewAccount,
} from '../../../shared/domain/new-account.ts';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';

/** What is asked for, in this order; of a company also what may be left empty. */
const asked = {
  child: [['name', 'email'], []],
  person: [['email', 'name'], []],
  company: [
    ['organization', 'inn', 'phone', 'email'],
    ['name', 'kpp', 'ogrn', 'bik', 'rs', 'ks'],
  ],
} as const satisfies Record<NewAccount['kind'], readonly (readonly NewAccountField[])[]>;

export type NewAccountDraft = Record<NewAccountField, string>;

export function emptyDraft(): NewAccountDraft {
  return {
    email: '',
    name: '',
    organization: '',
    inn: '',
    phone: '',
    kpp: '',
    ogrn: '',
    bik: '',
    rs: '',
    ks: '',
  };
}

/** What would be sent, and the fields that are wrong. */
export function readDraft(
  kind: NewAccount['kind'],
  draft: NewAccountDraft,
): { account: NewAccount; faults: ReadonlyMap<NewAccountField, NewAccountFault> } {
  const account = readNewAccount({ kind, ...draft });
  return { account, faults: findNewAccountFaults(account) };
}

interface NewAccountFieldsProps {
  kind: NewAccount['kind'];
  draft: NewAccountDraft;
  faults: ReadonlyMap<NewAccountField, NewAccountFault>;
  /** Those whose faults are told: of the others somebody is still typing. */
  left: ReadonlySet<NewAccountField>;
  onChange(draft: NewAccountDraft): void;
  onLeave(field: NewAccountField): void;
}

export function NewAccountFields({ kind, draft, faults, left, onChange, onLeave }: NewAccountFieldsProps) {
  const { t } = useWords();
  const [needed, optional] = asked[kind];
  const field = (name: NewAccountField) => {
    const fault = left.has(name) ? faults.get(name) : undefined;
    return (
      <Field
        key={name}
        label={t(`tools.newAccounts.fields.${name}`)}
        hint={name === 'email' && kind !== 'child' ? t('tools.newAccounts.emailHint') : undefined}
        type={name === 'email' ? 'email' : name === 'phone' ? 'tel' : 'text'}
        maxLength={200}
        autoComplete="off"
        value={draft[name]}
        error={fault === undefined ? undefined : t(`tools.newAccounts.faults.${fault}`)}
        onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
        // Not on the way to a button: it would move away under the pointer.
        onBlur={({ relatedTarget }) =>
          draft[name] !== '' && !(relatedTarget instanceof HTMLButtonElement) && onLeave(name)
        }
      />
    );
  };
  return (
    <>
      {needed.map(field)}
      {optional.length > 0 && <p className="font-medium text-dim">{t('tools.newAccounts.optional')}</p>}
      {optional.map(field)}
    </>
  );
}

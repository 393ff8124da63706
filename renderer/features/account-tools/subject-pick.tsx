import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useWords } from '../../words/words.ts';

interface SubjectPickProps {
  account: Account;
  /** Undefined is the account's own. */
  of: string | undefined;
  onPick(of: string | undefined): void;
}

/** Whose account is looked at. Not there where nobody else's could be. */
export function SubjectPick({ account, of, onPick }: SubjectPickProps) {
  const { api } = useSession();
  const { t } = useWords();
  const { data } = useQuery(
    api.accountTools.subAccounts.subjects.queryOptions({
      input: { accountId: account.id },
      enabled: account.capabilities.includes('sub-accounts'),
    }),
  );
  if (data === undefined || data.length === 0) return null;
  return (
    <Pick
      label={t('tools.whose.label')}
      value={of ?? ''}
      options={[
        { value: '', label: t('tools.whose.own') },
        ...data.map(({ id, login, sipId }) => ({
          value: id,
          label: [login, sipId !== login && sipId].filter(Boolean).join(' · '),
        })),
      ]}
      onPick={(id) => onPick(id === '' ? undefined : id)}
    />
  );
}

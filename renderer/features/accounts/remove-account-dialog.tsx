import { useMutation } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

interface RemoveAccountDialogProps {
  account: Account;
  open: boolean;
  onClose(): void;
  onRemoved?(): void;
}

export function RemoveAccountDialog({ account, open, onClose, onRemoved }: RemoveAccountDialogProps) {
  const { client } = useSession();
  const { t } = useWords();
  const { label } = account;
  const remove = useMutation({
    mutationFn: () => client.accounts.remove({ id: account.id }),
    onSuccess({ hook }) {
      onRemoved?.();
      showToast({ text: t(`accounts.removed.${hook}`, { label }), tone: hook === 'left' ? 'miss' : 'plain' });
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      danger
      title={t('accounts.removeTitle', { label })}
      text={
        <>
          <p>{t('accounts.removeText')}</p>
          <p className="mt-2">{t('accounts.removeKept')}</p>
        </>
      }
      confirm={t('accounts.removeConfirm')}
      busy={remove.isPending}
      onConfirm={() => remove.mutateAsync()}
    />
  );
}

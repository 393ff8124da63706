import { useMutation } from '@tanstack/react-query';
import { PhoneForwarded } from 'lucide-react';
import type { Party } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

interface HandOverButtonProps {
  remote: Party;
  size: ButtonProps['size'];
  compact: boolean;
}

/** Where no account can call: the number goes to the program that the system opens phone numbers with. It orders nothing. */
export function HandOverButton({ remote, size, compact }: HandOverButtonProps) {
  const { client } = useSession();
  const { t, who, error } = useWords();
  const lost = useLost();
  const { e164 } = remote;
  const handOver = useMutation({
    mutationFn: (to: string) => client.callbacks.handOver({ to }),
    onSuccess: () => showToast({ text: t('callback.handOver.done') }),
    onError: (thrown) => showToast({ tone: 'miss', text: error(thrown) }),
  });
  if (e164 === undefined) return null;
  return (
    <Button
      size={size}
      icon={PhoneForwarded}
      busy={handOver.isPending}
      unable={lost}
      aria-label={`${t('callback.handOver.name')}: ${who(remote)}`}
      title={t('callback.handOver.hint')}
      className={compact ? 'max-sm:w-11 max-sm:px-0' : ''}
      onClick={() => handOver.mutate(e164)}
      onKeyDown={(event) => event.repeat && event.preventDefault()}
    >
      <span className={compact ? 'max-sm:hidden' : ''}>{t('callback.handOver.label')}</span>
    </Button>
  );
}

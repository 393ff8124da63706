import { Phone } from 'lucide-react';
import type { Party } from '../../../shared/contract/call.ts';
import { callbackAccount } from '../../../shared/domain/callback-order.ts';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useOrder, useOrderUnderWay } from './use-order.ts';

interface CallButtonProps {
  remote: Party;
  /** The account that was called: the callback goes through it if it can. */
  accountId: string;
  label: 'call' | 'callBack';
  size?: ButtonProps['size'];
  /** The icon alone where there is no room. */
  compact?: boolean;
}

/** Green, and locked from the click until the order is over. Absent where there is no number or nobody to order from. */
export function CallButton({ remote, accountId, label, size = 'md', compact = false }: CallButtonProps) {
  const { t, who } = useWords();
  const order = useOrder();
  const busy = useOrderUnderWay(remote);
  const account = useLive((state) => callbackAccount(state.accounts, accountId));
  if (remote.kind === 'hidden' || account === undefined) return null;
  const verb = busy ? t('callback.calling') : t(`callback.${label}`);
  const name = `${verb}: ${who(remote)}`;
  return (
    <Button
      variant="go"
      size={size}
      icon={Phone}
      busy={busy}
      aria-label={name}
      className={compact ? 'max-sm:w-11 max-sm:px-0' : ''}
      onClick={() => void order({ accountId: account.id, remote })}
    >
      {/* Both words hold the place, so that nothing beside the button moves when it is pressed. */}
      <span className={classNames('grid justify-items-center', compact && 'max-sm:hidden')}>
        <span className={classNames('col-start-1 row-start-1', busy && 'invisible')}>{t(`callback.${label}`)}</span>
        <span className={classNames('col-start-1 row-start-1', !busy && 'invisible')}>{t('callback.calling')}</span>
      </span>
    </Button>
  );
}

import { type LucideIcon, Pencil, Phone, PhoneOff } from 'lucide-react';
import type { Party } from '../../../shared/contract/call.ts';
import type { CallbackHold } from '../../../shared/contract/callback.ts';
import { useLost } from '../../session/use-lost.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { HandOverButton } from './hand-over-button.tsx';
import { useCallPress } from './use-call-press.ts';

interface CallButtonProps {
  remote: Party;
  /** The account that was called: the callback goes through it if it can. */
  accountId: string;
  label: 'call' | 'callBack';
  size?: ButtonProps['size'];
  /** The icon alone where there is no room. */
  compact?: boolean;
  tabIndex?: number;
  /** Where there is no place to ask what a held order wants to know. */
  onHeld?: (() => void) | undefined;
}

const icons: Record<CallbackHold, LucideIcon> = {
  none: Phone,
  locked: Phone,
  unknown: PhoneOff,
  number: Pencil,
  'own-phone': Pencil,
};

/**
 * Green, and no longer so while an order holds it: then it says which, and orders nothing. Where no account can call, the
 * number is handed to another program; absent where nobody can be called at all.
 */
export function CallButton({
  remote,
  accountId,
  label,
  size = 'md',
  compact = false,
  tabIndex,
  onHeld,
}: CallButtonProps) {
  const { t, who } = useWords();
  const call = useCallPress(remote, accountId, onHeld);
  const lost = useLost();
  if (call === undefined) return <HandOverButton remote={remote} size={size} compact={compact} />;
  const { hold, press, through } = call;
  // All of them hold the place, so that nothing beside the button moves when it is pressed.
  const words = { none: t(`callback.${label}`), locked: t('callback.calling'), ...heldWords(t) };
  const name = { none: words.none, locked: words.locked, ...heldNames(t) }[hold];
  return (
    <Button
      variant={hold === 'none' || hold === 'locked' ? 'go' : 'plain'}
      size={size}
      tabIndex={tabIndex}
      icon={icons[hold]}
      busy={hold === 'locked'}
      unable={lost}
      aria-label={[`${name}: ${who(remote)}`, through && t('callback.throughAccount', { account: through })]
        .filter(Boolean)
        .join(', ')}
      title={through && t('callback.throughAccount', { account: through })}
      className={compact ? 'max-sm:w-11 max-sm:px-0' : ''}
      onClick={press}
      // Each repetition of Enter would be a click.
      onKeyDown={(event) => event.repeat && event.preventDefault()}
    >
      <span className={classNames('grid justify-items-center', compact && 'max-sm:hidden')}>
        {[...new Set(Object.values(words))].map((word) => (
          <span key={word} className={classNames('col-start-1 row-start-1', word !== words[hold] && 'invisible')}>
            {word}
          </span>
        ))}
      </span>
    </Button>
  );
}

type Translate = ReturnType<typeof useWords>['t'];

function heldWords(t: Translate) {
  return { unknown: t('callback.held.unknown'), number: t('callback.held.fix'), 'own-phone': t('callback.held.fix') };
}

function heldNames(t: Translate) {
  return {
    unknown: t('callback.held.unknownName'),
    number: t('callback.held.numberName'),
    'own-phone': t('callback.held.ownPhoneName'),
  };
}

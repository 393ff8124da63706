import { ArrowDownLeft, ArrowUpRight, CircleHelp, type LucideIcon, PhoneMissed, PhoneOff, Split } from 'lucide-react';
import type { Call } from '../../../shared/contract/call.ts';
import { classNames } from '../../ui/class-names.ts';

function drawingOf(call: Call, waits: boolean): { icon: LucideIcon; tone: string } {
  switch (call.state) {
    case 'missed':
      return { icon: PhoneMissed, tone: waits ? 'text-miss' : 'text-dim' };
    case 'rejected':
    case 'failed':
      return { icon: PhoneOff, tone: 'text-faint' };
    case 'answered-elsewhere':
      return { icon: Split, tone: 'text-dim' };
    case 'unknown':
      return { icon: CircleHelp, tone: 'text-faint' };
    case 'no-answer':
    case 'busy':
      return { icon: ArrowUpRight, tone: 'text-faint' };
    default:
      return {
        icon: call.direction === 'in' ? ArrowDownLeft : ArrowUpRight,
        tone: call.state === 'ended' ? 'text-dim' : 'text-go',
      };
  }
}

interface CallIconProps {
  call: Call;
  /** Its caller waits to be called back. */
  waits: boolean;
  size?: number;
}

/** Direction and outcome at a glance; the row says them in words to screen readers. */
export function CallIcon({ call, waits, size = 17 }: CallIconProps) {
  const { icon: Icon, tone } = drawingOf(call, waits);
  return <Icon aria-hidden size={size} strokeWidth={1.9} className={classNames('shrink-0', tone)} />;
}

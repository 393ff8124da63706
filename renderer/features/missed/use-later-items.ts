import { CalendarClock, Clock, Moon, Sunrise, Timer } from 'lucide-react';
import { coreNow } from '../../stores/live-store.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { useWords } from '../../words/words.ts';
import { snoozeChoices } from './snooze.ts';

const icons = { quarter: Timer, hour: Clock, evening: Moon, tomorrow: Sunrise };

/** When to be reminded, as items of a menu; `onOwn` asks for another time. */
export function useLaterItems(onSnooze: (until: number) => void, onOwn: () => void): MenuItem[] {
  const { t } = useWords();
  return [
    ...snoozeChoices(coreNow()).map(({ key, until }) => ({
      label: t(`missed.later.${key}`),
      icon: icons[key],
      onSelect: () => onSnooze(until),
    })),
    { label: t('missed.later.own'), icon: CalendarClock, onSelect: onOwn },
  ];
}

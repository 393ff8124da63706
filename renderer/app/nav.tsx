import { Bell } from 'lucide-react';
import { ConnectionStatus } from '../features/accounts/connection-status.tsx';
import { QuietMenu } from '../features/quiet/quiet-menu.tsx';
import { formatRoute, type Route } from '../route/route.ts';
import { useLive } from '../stores/live-store.ts';
import { classNames } from '../ui/class-names.ts';
import { useWords } from '../words/words.ts';
import { type Place, usePlaces } from './places.ts';

const item =
  'relative flex flex-1 flex-col items-center gap-0.5 rounded-[10px] py-1.5 text-xs transition-colors duration-100 select-none max-sm:tracking-tight max-[350px]:text-[11px] md:flex-none';

/** A rail at the side; along the bottom, within the thumb's reach, where the window is narrow. */
export function Nav({ route }: { route: Route }) {
  const { t } = useWords();
  const places = usePlaces();
  const link = (place: Place) => (
    <PlaceLink key={place.screen} place={place} isCurrent={route.screen === place.screen} />
  );
  return (
    <nav
      aria-label={t('app.nav.label')}
      className="order-last flex justify-around border-line border-t bg-bg px-2 py-1 max-sm:px-0.5 md:order-first md:row-span-2 md:flex-col md:justify-start md:gap-1 md:border-t-0 md:border-r md:px-1.5 md:py-3"
    >
      <span aria-hidden className="mb-2 hidden h-10 place-items-center text-accent md:grid">
        <Bell size={22} strokeWidth={1.9} />
      </span>
      {places.filter(({ isApart }) => !isApart).map(link)}
      <QuietMenu className={classNames(item, 'hover:bg-hover md:mt-auto')} />
      <ConnectionStatus className={classNames(item, 'hover:bg-hover')} />
      {places.filter(({ isApart }) => isApart).map(link)}
    </nav>
  );
}

const none = () => 0;

function PlaceLink({ place, isCurrent }: { place: Place; isCurrent: boolean }) {
  const { screen, icon: Icon, waiting = none } = place;
  const { t } = useWords();
  const count = useLive(waiting);
  return (
    <a
      href={formatRoute({ screen })}
      aria-current={isCurrent ? 'page' : undefined}
      draggable={false}
      className={classNames(
        item,
        isCurrent ? 'bg-accent-bg font-medium text-accent' : 'text-dim hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} />
      {t(`app.nav.${screen}`)}
      {count > 0 && (
        <span className="absolute top-0.5 left-1/2 ml-1.5 h-4 min-w-4 rounded-full bg-miss-solid px-1 text-center font-semibold text-[10px] text-white leading-4 ring-2 ring-bg">
          <span aria-hidden>{count > 99 ? '99+' : count}</span>
          <span className="sr-only">{t('missed.count', { count })}</span>
        </span>
      )}
    </a>
  );
}

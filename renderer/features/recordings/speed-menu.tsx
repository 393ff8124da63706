import { usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/words.ts';

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];

export function SpeedMenu() {
  const { t, locale } = useWords();
  const rate = usePlayer((state) => state.rate);
  const said = (speed: number) => `${speed.toLocaleString(locale)}×`;
  return (
    <Menu
      items={speeds.map((speed) => ({
        label: said(speed),
        checked: speed === rate,
        onSelect: () => usePlayer.setState({ rate: speed }),
      }))}
    >
      <Button
        size="sm"
        variant="quiet"
        aria-label={`${t('recordings.speed')}: ${said(rate)}`}
        className="w-14 max-sm:w-12"
      >
        {said(rate)}
      </Button>
    </Menu>
  );
}

import { useEffect } from 'react';
import { stepPlayer, togglePlayer, usePlayer } from '../stores/player-store.ts';
import { useView } from '../stores/view-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { undo } from '../ui/toast.tsx';
import { currentRoute, goTo } from './route.ts';
import { useWords } from './words.ts';

const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable=true]';
const clickable = 'button, a, input, [role=switch], [role=radio], [role=menuitem]';
const step = 10;

/**
 * Keys that work on every screen. Letters go by their place on the keyboard (`code`), because under a Russian layout the
 * same key gives another letter.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      const isUndo = event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      // In a field it takes back what was typed.
      if (isUndo && !target.matches(typing) && undo()) event.preventDefault();
      const isPalette = event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isPalette && !document.querySelector('[role=dialog], [role=menu]')) {
        event.preventDefault();
        useView.setState({ paletteOpen: true });
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.matches(typing) || document.querySelector('[role=dialog], [role=menu]')) return;

      if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) {
        useView.setState({ shortcutsOpen: true });
      } else if (event.key === '/' || event.code === 'Slash') {
        document.querySelector<HTMLInputElement>('[data-search]')?.focus();
      } else if (event.code === 'KeyD') {
        useView.setState({ dialOpen: true });
      } else if (event.code === 'Space' && usePlayer.getState().call && !target.matches(clickable)) {
        togglePlayer();
      } else if (event.key === 'ArrowLeft' && usePlayer.getState().call) {
        stepPlayer(-step);
      } else if (event.key === 'ArrowRight' && usePlayer.getState().call) {
        stepPlayer(step);
      } else if (event.code === 'KeyN' && usePlayer.getState().call) {
        usePlayer.setState({ notesOpen: true });
      } else if (event.key === 'Escape') {
        closeDetail();
        return;
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function closeDetail(): void {
  const route = currentRoute();
  if (route.screen === 'calls' && route.callId !== undefined) goTo({ screen: 'calls' });
}

export function ShortcutsDialog() {
  const { t } = useWords();
  const open = useView((state) => state.shortcutsOpen);
  const shortcuts: [keys: string[], text: string][] = [
    [['↑', '↓'], t('app.shortcuts.move')],
    [['Enter'], t('app.shortcuts.openRow')],
    [['C'], t('app.shortcuts.callBack')],
    [['E'], t('app.shortcuts.done')],
    [['S'], t('app.shortcuts.later')],
    [['Ctrl Z'], t('app.undo')],
    [['Space'], t('app.shortcuts.play')],
    [['←', '→'], t('app.shortcuts.seek')],
    [['N'], t('app.shortcuts.note')],
    [['X', 'Shift X'], t('app.shortcuts.choose')],
    [['/'], t('app.shortcuts.search')],
    [['Ctrl K'], t('app.palette.title')],
    [['D'], t('app.shortcuts.dial')],
    [['Esc'], t('app.shortcuts.escape')],
    [['?'], t('app.shortcuts.help')],
  ];
  return (
    <Dialog open={open} onClose={() => useView.setState({ shortcutsOpen: false })} title={t('app.shortcuts.title')}>
      <dl className="flex flex-col">
        {shortcuts.map(([keys, text]) => (
          <div key={text} className="flex h-9 items-center justify-between border-line border-t first:border-t-0">
            <dt>{text}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

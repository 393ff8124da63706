import { useEffect } from 'react';
import { currentRoute, goTo } from '../route/route.ts';
import { stepPlayer, togglePlayer, usePlayer } from '../stores/player-store.ts';
import { useView } from '../stores/view-store.ts';
import { undo } from '../ui/toast.tsx';

const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable=true]';
const clickable = 'button, a, input, [role=switch], [role=radio], [role=menuitem]';
const step = 10;
/** The buttons at a mouse's side (UI Events, MouseEvent.button). */
const [mouseBack, mouseForward] = [3, 4];
/** What lies over the screen, which no key for the screen may change meanwhile. */
const cover = '[role=dialog], [role=menu]';

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
      if (isPalette && !document.querySelector(cover)) {
        event.preventDefault();
        useView.setState({ paletteOpen: true });
        return;
      }
      const isHistory = event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
      // There Alt moves by words.
      if (isHistory && !event.ctrlKey && !event.metaKey && !event.shiftKey && !/Mac/.test(navigator.userAgent)) {
        event.preventDefault();
        goThroughHistory(event.key === 'ArrowLeft' ? -1 : 1);
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.matches(typing) || document.querySelector(cover)) return;

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
    // A window of our own has no such buttons by itself; a browser that has them is told that they are served.
    const onMouseUp = (event: MouseEvent) => {
      if (event.button !== mouseBack && event.button !== mouseForward) return;
      event.preventDefault();
      goThroughHistory(event.button === mouseBack ? -1 : 1);
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('mouseup', onMouseUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('mouseup', onMouseUp);
    };
  }, []);
}

/** By so many steps; by none while a dialog or a menu is open, under which the screen would be another. */
function goThroughHistory(steps: number): void {
  if (!document.querySelector(cover)) history.go(steps);
}

function closeDetail(): void {
  const route = currentRoute();
  if (route.screen === 'calls' && route.callId !== undefined) goTo({ screen: 'calls' });
}

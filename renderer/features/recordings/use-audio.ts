import { useEffect, useRef, useState } from 'react';
import { usePlayer } from '../../stores/player-store.ts';

/**
 * The audio element's life as state. It starts to play as soon as it is there: opening the player is a wish to hear. `known`
 * is the length in seconds as told, until the file itself says.
 */
export function useAudio(src: string, known: number | undefined) {
  const element = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(known ?? 0);
  const [broken, setBroken] = useState(false);
  const playing = usePlayer((state) => state.playing);
  const rate = usePlayer((state) => state.rate);
  const toggles = usePlayer((state) => state.toggles);
  const seenToggles = useRef(toggles);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another source is another element life
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    const report = () => usePlayer.setState({ playing: !audio.paused && !audio.ended });
    const move = () => setAt(audio.currentTime);
    const measure = () => Number.isFinite(audio.duration) && setLength(audio.duration);
    const fail = () => setBroken(true);
    const heard: [string, () => void][] = [
      ['play', report],
      ['pause', report],
      ['ended', report],
      ['timeupdate', move],
      ['seeked', move],
      ['durationchange', measure],
      ['error', fail],
    ];
    for (const [event, listener] of heard) audio.addEventListener(event, listener);
    // Refused where the browser wants a click first: then the button waits for it.
    audio.play().catch(report);
    return () => {
      for (const [event, listener] of heard) audio.removeEventListener(event, listener);
      audio.pause();
      usePlayer.setState({ playing: false });
    };
  }, [src]);

  useEffect(() => {
    if (element.current) element.current.playbackRate = rate;
  }, [rate]);

  useEffect(() => {
    const audio = element.current;
    if (audio === null || toggles === seenToggles.current) return;
    seenToggles.current = toggles;
    if (audio.paused) audio.play().catch(() => undefined);
    else audio.pause();
  }, [toggles]);

  return {
    element,
    at,
    length,
    playing,
    broken,
    seek(to: number) {
      if (element.current) element.current.currentTime = Math.min(Math.max(0, to), length);
    },
  };
}

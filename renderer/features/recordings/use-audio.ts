import { useEffect, useRef, useState } from 'react';
import type { Waveform } from '../../../shared/contract/recording.ts';
import { usePlayer } from '../../stores/player-store.ts';
import { endOfSilence } from './silence.ts';

/** How often the place is looked at while it plays, ms: the element itself tells it four times a second only. */
const lookEvery = 100;

/**
 * The audio element's life as state. It starts to play as soon as it is there: opening the player is a wish to hear.
 * `silences` are skipped when the user wants that.
 */
export function useAudio(src: string, silences: Waveform['silences'], onRefused: () => void) {
  const element = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  /** As the element takes it, seconds; undefined until it does. */
  const [measured, setMeasured] = useState<number>();
  const { playing, rate, volume, skipsSilence, command } = usePlayer();
  const obeyed = useRef(command);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another source is another element life
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    const report = () => usePlayer.setState({ playing: !audio.paused && !audio.ended });
    const move = () => setAt(audio.currentTime);
    const measure = () => Number.isFinite(audio.duration) && setMeasured(audio.duration);
    const heard: [string, () => void][] = [
      ['play', report],
      ['pause', report],
      ['ended', report],
      ['timeupdate', move],
      ['seeked', move],
      ['durationchange', measure],
      ['error', onRefused],
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
    if (element.current) element.current.volume = volume;
  }, [volume]);

  useEffect(() => {
    const audio = element.current;
    if (audio === null || !playing) return;
    const timer = setInterval(() => {
      const end = skipsSilence ? endOfSilence(silences, audio.currentTime) : undefined;
      if (end !== undefined && !audio.seeking) audio.currentTime = end;
      setAt(audio.currentTime);
    }, lookEvery);
    return () => clearInterval(timer);
  }, [playing, skipsSilence, silences]);

  useEffect(() => {
    const audio = element.current;
    if (audio === null || command === undefined || command === obeyed.current) return;
    obeyed.current = command;
    if (command.kind === 'step') seekTo(audio, audio.currentTime + command.seconds);
    else if (audio.paused) audio.play().catch(() => undefined);
    else audio.pause();
  }, [command]);

  return {
    element,
    at,
    measured,
    playing,
    seek(to: number) {
      if (element.current) seekTo(element.current, to);
    },
  };
}

function seekTo(audio: HTMLAudioElement, to: number) {
  audio.currentTime = Math.min(Math.max(0, to), Number.isFinite(audio.duration) ? audio.duration : to);
}

import { useEffect } from 'react';
import { useLive } from '../../stores/live-store.ts';
import { ringAlone } from './ring-sound.ts';

/** Sounds for as long as somebody rings whom nobody silenced. */
export function Ring() {
  const { sound, soundDevice } = useLive((state) => state.settings);
  const quiet = useLive((state) => state.quiet.kind !== 'off');
  const ringing = useLive((state) =>
    state.cards.some(({ call, silenced }) => call.direction === 'in' && call.state === 'ringing' && !silenced),
  );
  const { id, label } = soundDevice;
  const rings = sound && ringing && !quiet;
  useEffect(() => (rings ? ringAlone({ id, label }) : undefined), [rings, id, label]);
  return null;
}

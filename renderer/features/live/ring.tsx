import { useEffect } from 'react';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { ringAlone } from './ring-sound.ts';

/** Sounds for as long as somebody is known to ring whom nobody silenced. */
export function Ring() {
  const { sound, soundDevice } = useLive((state) => state.settings);
  const quiet = useLive((state) => state.quiet.kind !== 'off');
  const ringing = useLive((state) =>
    state.cards.some(({ call, silenced }) => call.direction === 'in' && call.state === 'ringing' && !silenced),
  );
  const lost = useConnection(({ phase }) => phase === 'lost');
  const { id, label } = soundDevice;
  const rings = sound && ringing && !quiet && !lost;
  useEffect(() => (rings ? ringAlone({ id, label }) : undefined), [rings, id, label]);
  return null;
}

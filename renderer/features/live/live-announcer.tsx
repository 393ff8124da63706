import { useEffect, useRef, useState } from 'react';
import type { CallState } from '../../../shared/contract/call.ts';
import { useLive } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';

const announced = {
  ringing: 'announceRinging',
  answered: 'announceAnswered',
  missed: 'announceMissed',
  'answered-elsewhere': 'announceElsewhere',
} as const satisfies Partial<Record<CallState, string>>;

/** Says each change of a call once: the cards themselves tick every second and must not be live regions. */
export function LiveAnnouncer() {
  const { t, who } = useWords();
  const cards = useLive((state) => state.cards);
  const said = useRef(new Map<number, CallState>());
  const [text, setText] = useState('');

  useEffect(() => {
    for (const { call } of cards) {
      if (said.current.get(call.id) === call.state) continue;
      said.current.set(call.id, call.state);
      if (call.direction === 'out' || !(call.state in announced)) continue;
      const word = announced[call.state as keyof typeof announced];
      setText(t(`live.${word}`, { who: who(call.remote), line: call.line }));
    }
    for (const id of said.current.keys()) {
      if (!cards.some((card) => card.call.id === id)) said.current.delete(id);
    }
  }, [cards, t, who]);

  return (
    <div role="alert" className="sr-only">
      {text}
    </div>
  );
}

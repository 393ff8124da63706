import { longNumbers } from './call-ids.ts';
import { type HookBody, type HookEvent, hookBody } from './hook-events.ts';
import type { Traps } from './traps.ts';

/** One HTTP request to a hook. */
export interface HookPost {
  contentType: string | undefined;
  body: string;
}

/** Events as one post; several only where the traps ask for a list. */
export function writePost(events: readonly HookEvent[], traps: Traps): HookPost {
  const bodies = events.map((event) => hookBody(event, traps));
  const [first = {}] = bodies;
  const json = (value: unknown) => longNumbers(JSON.stringify(value), traps);
  switch (traps.hookPost) {
    case 'json':
      return { contentType: 'application/json', body: json(first) };
    case 'json-untyped':
      return { contentType: undefined, body: json(first) };
    case 'json-as-form':
      return { contentType: 'application/x-www-form-urlencoded', body: json(first) };
    case 'json-with-mark':
      return { contentType: 'application/json', body: `\ufeff${json(first)}` };
    case 'form':
      return { contentType: 'application/x-www-form-urlencoded', body: formOf(first) };
    case 'list':
    case 'one-list-a-call':
      return { contentType: 'application/json', body: json(bodies) };
  }
}

/** As PHP's http_build_query writes it: what is null has no field. */
function formOf(body: HookBody): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    if (value !== null && value !== undefined) form.set(name, String(value));
  }
  return form.toString();
}

/** Decides of one call what leaves when: events may wait for later ones. */
export interface HookOutbox {
  /** `last` marks the call's final event. Answers what leaves now, post by post. */
  push(event: HookEvent, last: boolean, traps: Traps): HookEvent[][];
}

export function createHookOutbox(): HookOutbox {
  let held: HookEvent[] = [];

  function release(): HookEvent[] {
    const released = held;
    held = [];
    return released;
  }

  function inOrder(event: HookEvent, last: boolean, { eventOrder }: Traps): HookEvent[] {
    if (eventOrder === 'in-order') return [event];
    if (eventOrder === 'invite-late' && event.state !== 'INVITE') return [event, ...release()];
    held.push(event);
    return eventOrder === 'reversed' && last ? release().reverse() : [];
  }

  return {
    push(event, last, traps) {
      if (traps.hookPost !== 'one-list-a-call') return inOrder(event, last, traps).map((one) => [one]);
      held.push(event);
      return last ? [release()] : [];
    },
  };
}

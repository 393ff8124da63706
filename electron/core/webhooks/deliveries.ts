import { eventsOf } from '../../../shared/domain/hook-body/hook-events.ts';
import type { HookDelivery } from './source.ts';

/** One body of more is handed on all the same; it is bounded by itself. */
const mostDeliveries = 500;

/** What the bodies of one answer tell, body by body, until a batch is full. */
export interface DeliveryBatch {
  readonly deliveries: HookDelivery[];
  /** False when the batch is full: this body waits for the next one. */
  add(posted: { sequence: string; ageMs: number; body: unknown; next?: string }): boolean;
}

/** Events of a list get sequences below that of the body, so that each is known when the body is told again. */
export function createDeliveryBatch(): DeliveryBatch {
  const deliveries: HookDelivery[] = [];
  return {
    deliveries,
    add({ sequence, ageMs, body, next }) {
      const events = eventsOf(body);
      if (deliveries.length > 0 && deliveries.length + events.length > mostDeliveries) return false;
      events.forEach((event, index) => {
        const isLast = index === events.length - 1;
        deliveries.push({
          sequence: events.length === 1 ? sequence : `${sequence}/${index + 1}`,
          ageMs,
          body: event,
          ...(isLast && next !== undefined ? { next } : {}),
        });
      });
      return true;
    },
  };
}

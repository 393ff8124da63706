import type { PageError } from '../../../shared/contract/diagnostics.ts';
import type { Clock, Logger } from '../ports.ts';

/** Errors of the page, written down: a page that fails in a loop must not push everything else out of the log. */
export interface PageErrors {
  note(error: PageError): void;
}

const mostAMinute = 20;
const minuteMs = 60_000;

export function createPageErrors({ logger, clock }: { logger: Logger; clock: Clock }): PageErrors {
  let began = Number.NEGATIVE_INFINITY;
  let written = 0;
  let dropped = 0;

  return {
    note({ caught, name, message, stack, screen }) {
      const now = clock.now();
      if (now - began >= minuteMs || now < began) {
        if (dropped > 0) logger.warn('page-errors-dropped', { count: dropped });
        [began, written, dropped] = [now, 0, 0];
      }
      if (written >= mostAMinute) {
        dropped += 1;
        return;
      }
      written += 1;
      logger.error('page-error', { caught, name, message, screen, at: framesOf(stack) });
    },
  };
}

/** The frames of a stack by file and place: an address as a whole would be redacted, and its origin says nothing. */
function framesOf(stack: string): string[] {
  const frames = stack.matchAll(/([\w$.<>]{0,60}) ?\(?[a-z]+:\/\/[^\s()]{0,300}?\/([\w.-]{1,80}:\d{1,7}:\d{1,7})/gi);
  return [...frames].slice(0, 10).map(([, name = '', place = '']) => `${name} ${place}`.trim());
}

import type { Logger } from './ports.ts';

/** What was opened so far, to be closed from the last to the first: whoever uses another ends before it. */
export interface CloseStack {
  /** `close` ends the part that has just been opened. While all is closed or was, it ends at once. */
  push(part: string, close: () => unknown): void;
  /**
   * One after the other, once. A part that does not close is logged and keeps no other from closing; then this rejects, when
   * all are through, with the first of the errors.
   */
  close(): Promise<void>;
}

export function createCloseStack(logger: Pick<Logger, 'error'>): CloseStack {
  const open: { part: string; close: () => unknown }[] = [];
  const errors: unknown[] = [];
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      try {
        await last.close();
      } catch (error) {
        logger.error('not-closed', { part: last.part, error });
        errors.push(error);
      }
    }
  }

  return {
    push(part, close) {
      open.push({ part, close });
      closing &&= closing.then(closeAll);
    },
    async close() {
      closing ??= closeAll();
      await closing;
      if (errors.length > 0) throw errors[0];
    },
  };
}

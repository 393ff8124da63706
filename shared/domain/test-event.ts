import * as z from 'zod';

/**
 * What the diagnostics post to the program's own hook URL. No provider sends it and no provider's reader sees it: it is
 * taken out before a delivery becomes an event of a call.
 */
const testEvent = z.object({ perezvonTestEvent: z.string().min(1).max(100) });

/** The body to post. */
export function testEventOf(id: string): z.infer<typeof testEvent> {
  return { perezvonTestEvent: id };
}

/** The id of a test event; undefined for every other body. */
export function readTestEvent(body: unknown): string | undefined {
  return testEvent.safeParse(body).data?.perezvonTestEvent;
}

import * as z from 'zod';

/** oRPC numbers its calls in base 36. */
const id = z.string().min(1).max(32);

/** What a page of ours sends: a call of a procedure, or the end of one. Pages send no streams and no files. */
const rpcMessage = z.union([
  z.object({
    i: id,
    t: z.literal(1).optional(),
    p: z.object({
      u: z.string().regex(/^\/[\w/]{1,200}$/),
      /** Names the parts of a body that is no JSON, or where a stream goes on: nothing of ours does either. */
      h: z.never().optional(),
      m: z.literal('POST').optional(),
      b: z.unknown().optional(),
    }),
  }),
  z.object({ i: id, t: z.literal(4), p: z.unknown().optional() }),
]);

/**
 * Whether a text can be given to oRPC's peer. What it cannot read it throws: on a socket that prints the page's words and the
 * library's stack to the console, on a port it ends the program.
 */
export function isRpcMessage(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    return rpcMessage.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** A body of the schema, unknown fields passed over. Throws Refusal with the path of what is wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Refusal('bad-parameter', parsed.error.issues[0]?.path.join('.'));
}

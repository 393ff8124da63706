/** An event name and fields. Nothing that the relay logs holds a key, a token, a path or a body. */
export interface RelayLogger {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

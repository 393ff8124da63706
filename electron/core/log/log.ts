import type { Clock, LogFields, Logger } from '../ports.ts';
import { createSystemClock } from '../system-clock.ts';
import { createLogFile, logDirectoryOf } from './log-file.ts';
import { createRedaction } from './redaction.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LoggerOptions {
  /** Absolute. The files lie in `logs` below it, readable by their owner only. */
  dataDirectory: string;
  clock?: Clock;
  /** Of one file; 2 MiB when left out. */
  maxBytes?: number;
  /** Files kept, the current one among them. */
  keep?: number;
  /** Events below are not written; `info` when left out. */
  level?: LogLevel;
}

export interface FileLogger extends Logger {
  protect(secret: string): void;
  redact(value: unknown): unknown;
  close(): void;
}

const ranks: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * Writes one JSON object a line, `{time, level, event, fields}`, to `logs/perezvon.log`. Every field passes
 * the redaction: there is no way around it, so that nothing depends on what a caller remembered to leave out.
 */
export function createLogger(options: LoggerOptions): FileLogger {
  const { dataDirectory, clock = createSystemClock(), maxBytes = 2 * 1024 * 1024, keep = 5, level = 'info' } = options;
  const file = createLogFile({ directory: logDirectoryOf(dataDirectory), maxBytes, keep });
  const redaction = createRedaction();

  function writer(of: LogLevel): (event: string, fields?: LogFields) => void {
    if (ranks[of] < ranks[level]) return () => {};
    return (event, fields) => {
      const line = { time: new Date(clock.now()).toISOString(), level: of, event: redaction.apply(event) };
      file.write(JSON.stringify(fields === undefined ? line : { ...line, fields: redaction.apply(fields) }));
    };
  }

  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    protect: redaction.protect,
    redact: redaction.apply,
    close: file.close,
  };
}

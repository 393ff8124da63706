import type { ServerResponse } from 'node:http';

/** Which requests something hits. */
export interface FaultScope {
  /** Before the operation is carried out, or after it: then the order is given and its answer lost. */
  when?: 'before' | 'after';
  /** Only these; left out, all. */
  operations?: readonly string[];
  /** How many requests it hits before it heals; left out, all. */
  times?: number;
  /** Only the first of every so many requests; left out, each. */
  every?: number;
  /** Which of them, one after the other and then from the beginning; left out, as the others say. */
  pattern?: readonly boolean[];
}

/** Something that goes wrong below the wire's own level. */
export interface Fault extends FaultScope {
  kind: 'bad-gateway' | 'too-many-requests' | 'html' | 'not-json' | 'hang' | 'drop' | 'cut-short' | 'redirect';
}

/** Decides which requests a fault hits. */
export interface FaultSwitch<Kind extends FaultScope = Fault> {
  set(fault: Kind | null): void;
  /** Whether the fault strikes now; counts it. */
  strikes(operation: string, moment: 'before' | 'after'): Kind | undefined;
}

export function createFaultSwitch<Kind extends FaultScope = Fault>(): FaultSwitch<Kind> {
  let fault: Kind | null = null;
  let left = Number.POSITIVE_INFINITY;
  let seen = 0;
  return {
    set(next) {
      fault = next;
      left = next?.times ?? Number.POSITIVE_INFINITY;
      seen = 0;
    },
    strikes(operation, moment) {
      if (fault === null || (fault.when ?? 'before') !== moment || left <= 0) return undefined;
      if (fault.operations && !fault.operations.includes(operation)) return undefined;
      seen += 1;
      if ((seen - 1) % (fault.every ?? 1) !== 0) return undefined;
      if (fault.pattern?.[(seen - 1) % fault.pattern.length] === false) return undefined;
      left -= 1;
      return fault;
    },
  };
}

const page = '<!doctype html><title>502</title><h1>Ведутся технические работы</h1>';

/** Answers, or does not, in the way the fault says. */
export function answerFault(response: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case 'bad-gateway':
      response.writeHead(502, { 'content-type': 'text/html' }).end(page);
      return;
    case 'too-many-requests':
      response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': '1' }).end('slow down');
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    case 'not-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"success","calls":[{');
      return;
    case 'redirect':
      // Another name of this machine, hence another origin: credentials must not follow.
      response.writeHead(302, { location: 'http://localhost:9/api.php' }).end();
      return;
    case 'cut-short':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
      response.write('{"status":"success"', () => response.destroy());
      return;
    case 'drop':
      response.destroy();
      return;
    case 'hang':
      // The connection stays open until the client or the stand gives up.
      return;
  }
}

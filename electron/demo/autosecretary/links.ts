import type { Page } from './page.ts';
import { PrintedLink } from './printed-link.ts';
import { startIdOf } from './records.ts';
import type { Traps } from './traps.ts';

/** `links` of an answer; undefined when it has none. `address` is that of the method, `parameters` without start_id. */
export function linksOf(page: Page, address: string, parameters: readonly string[], traps: Traps): unknown {
  const last = page.records.at(-1);
  const isDue = page.next !== undefined || (traps.links === 'always' && last !== undefined);
  if (!isDue) return traps.links === 'null' ? null : undefined;
  const first = traps.startIdItself === 'included' ? (page.next ?? last) : last;
  if (first === undefined) return undefined;
  const startId = { 'as-start-id': startIdOf(first, traps), id: first.id, seqid: first.seqid }[traps.linkIds];
  // Another name of this machine, hence another origin: credentials must not follow.
  const host = traps.linkHost === 'own' ? address : address.replace(/^http:\/\/[^/]+/, 'http://localhost:9');
  const forward = `${host}?${[...parameters, `start_id=${startId}`].join('&')}`;
  const link = traps.linkSlashes === 'back' ? forward.replaceAll('/', '\\') : forward;
  return shapeLink(link, traps);
}

function shapeLink(link: string, { links }: Traps): unknown {
  switch (links) {
    case 'array':
    case 'always':
      return [link];
    case 'string':
      return link;
    case 'object':
      return { next: link };
    case 'json-text':
      return `{${JSON.stringify(link)}}`;
    case 'as-printed':
      return new PrintedLink(link);
    case 'null':
      return null;
    case 'absent':
      return undefined;
  }
}

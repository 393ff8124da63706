import type { CDPSession } from '@playwright/test';
import { type HeapSnapshot, takeHeapSnapshot } from '../../e2e/fixtures/heap.ts';

/** What a page holds once its garbage is gone. */
export interface PageSample {
  /** The whole heap of its scripts, what V8 compiled with it, bytes. */
  pageBytes: number;
  /** What its scripts made and hold, bytes: see `objectBytes`. */
  pageObjectBytes: number;
  /** Of documents, in them or held beside them. */
  pageNodes: number;
  pageListeners: number;
}

export async function samplePage(session: CDPSession): Promise<PageSample> {
  const pageObjectBytes = objectBytes(await takeHeapSnapshot(session));
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { pageBytes: usedSize, pageObjectBytes, pageNodes: nodes, pageListeners: jsEventListeners };
}

/**
 * Made by the engine of what the page loaded, and not by what the page does: bytecode, machine code, what is noted of each call
 * for the next machine code, and the shapes of objects. The oftener a function runs the more is made of it, in several steps, of
 * rare ones only after hours; it ends where each function had its turn. A page that is used for an hour grows by some hundred
 * kilobytes of it, more than a small leak, and would hide one.
 */
const ofEngine = ['code', 'object shape'];
/** Of the browser; what a script can leave over there is counted as nodes and listeners, or is the next. */
const ofBrowser = ['native', 'synthetic'];
/** What buffers and typed arrays hold lies outside of the heap, and stands in a snapshot as the browser's own: V8 calls it so. */
const bufferContents = 'system / JSArrayBufferData';

/**
 * Objects, functions with what they close over, lists, maps, texts and numbers, contents of buffers, bytes: a leak of scripts is
 * one of these.
 */
export function objectBytes({
  snapshot,
  nodes,
  strings,
}: Pick<HeapSnapshot, 'snapshot' | 'nodes' | 'strings'>): number {
  const { node_fields, node_types } = snapshot.meta;
  const isLeftOut = (node_types[0] as string[]).map((type) => ofEngine.includes(type) || ofBrowser.includes(type));
  const typeAt = node_fields.indexOf('type');
  const sizeAt = node_fields.indexOf('self_size');
  const nameAt = node_fields.indexOf('name');
  const contents = strings.indexOf(bufferContents);
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += node_fields.length) {
    const isCounted = !isLeftOut[nodes[node + typeAt] ?? 0] || nodes[node + nameAt] === contents;
    if (isCounted) bytes += nodes[node + sizeAt] ?? 0;
  }
  return bytes;
}

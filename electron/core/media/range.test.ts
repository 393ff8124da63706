import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerMedia, parseRange } from './range.ts';

describe('parseRange', () => {
  it.each([
    [undefined, { kind: 'whole' }],
    [null, { kind: 'whole' }],
    ['', { kind: 'whole' }],
    ['items=0-1', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=0-', { kind: 'part', start: 0, end: 99 }],
    ['bytes=0-0', { kind: 'part', start: 0, end: 0 }],
    ['Bytes = 10-19 ', { kind: 'part', start: 10, end: 19 }],
    ['bytes=90-500', { kind: 'part', start: 90, end: 99 }],
    ['bytes=-1', { kind: 'part', start: 99, end: 99 }],
    ['bytes=-500', { kind: 'part', start: 0, end: 99 }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=100-', { kind: 'unsatisfiable' }],
    ['bytes=20-10', { kind: 'unsatisfiable' }],
    ['bytes=-', { kind: 'unsatisfiable' }],
    ['bytes=a-b', { kind: 'unsatisfiable' }],
    ['bytes=1.5-2', { kind: 'unsatisfiable' }],
    ['bytes=--5', { kind: 'unsatisfiable' }],
    ['bytes=9999999999999999-', { kind: 'unsatisfiable' }],
  ])('%s of 100 bytes', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  it('never leaves the file, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 10_000 }), (text, size) => {
        const range = parseRange(`bytes=${text}`, size);
        if (range.kind !== 'part') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThan(size);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 2_000 }), fc.nat({ max: 2_000 }), fc.nat({ max: 1_000 }), (first, last, size) => {
        const range = parseRange(`bytes=${first}-${last}`, size);
        const satisfiable = first < size && first <= last;
        expect(range).toEqual(
          satisfiable ? { kind: 'part', start: first, end: Math.min(last, size - 1) } : { kind: 'unsatisfiable' },
        );
      }),
    );
  });
});

describe('answerMedia', () => {
  const file = { bytes: 100, mimeType: 'audio/mpeg' };

  it('states exact length and position of a part', () => {
    const answer = answerMedia('bytes=10-19', file);
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-range': 'bytes 10-19/100',
      'content-length': '10',
      'accept-ranges': 'bytes',
    });
    expect(answer.body).toEqual({ start: 10, end: 19 });
  });

  it('says the size when a range does not fit', () => {
    const answer = answerMedia('bytes=500-', file);
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */100');
    expect(answer.body).toBeUndefined();
  });

  it('sends no body for an empty file', () => {
    const answer = answerMedia(undefined, { ...file, bytes: 0 });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
    expect(answer.body).toBeUndefined();
  });
});

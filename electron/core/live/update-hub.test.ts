import { describe, expect, it } from 'vitest';
import type { Update } from '../../../shared/contract/updates.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { createUpdateHub } from './update-hub.ts';

function openHub() {
  let snapshots = 0;
  const hub = createUpdateHub((): Update => {
    snapshots += 1;
    return {
      kind: 'snapshot',
      now: snapshots,
      cards: [],
      accounts: [],
      callbacks: [],
      moreCards: 0,
      notices: [],
      missedCount: 0,
      settings: defaultSettings,
      quiet: { kind: 'off' },
      vault: { kind: 'keychain', locked: false, fileExists: false },
      certificates: 'known',
      dataId: 'data',
      programUpdate: { kind: 'idle' },
    };
  });
  return hub;
}

describe('iterate', () => {
  it('gives a snapshot first, then what changes, and ends with its signal', async () => {
    const hub = openHub();
    const abort = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const update of hub.iterate(abort.signal)) {
        seen.push(update.kind);
        if (update.kind === 'snapshot') setImmediate(() => hub.publish({ kind: 'missed', count: 1 }));
        else abort.abort();
      }
    })();
    await reading;
    expect(seen).toEqual(['snapshot', 'missed']);
  });

  it('stops listening when the reader leaves', async () => {
    const hub = openHub();
    for await (const update of hub.iterate(undefined)) {
      expect(update.kind).toBe('snapshot');
      break;
    }
    // A listener that stayed would be told, and its backlog would grow for ever.
    const left: Update[] = [];
    const stop = hub.watch((update) => left.push(update));
    stop();
    hub.publish({ kind: 'missed', count: 1 });
    expect(left).toHaveLength(1);
  });

  it('gives a reader that fell far behind a new snapshot instead of the backlog', async () => {
    const hub = openHub();
    const reader = hub.iterate(undefined);
    expect((await reader.next()).value).toMatchObject({ kind: 'snapshot', now: 1 });
    for (let count = 0; count < 501; count += 1) hub.publish({ kind: 'missed', count });
    expect((await reader.next()).value).toMatchObject({ kind: 'snapshot', now: 2 });
    hub.publish({ kind: 'missed', count: 7 });
    expect((await reader.next()).value).toEqual({ kind: 'missed', count: 7 });
    await reader.return();
  });

  it('keeps and makes nothing for a reader that reads no more', async () => {
    const hub = openHub();
    const reader = hub.iterate(undefined);
    await reader.next();
    for (let count = 0; count < 10_000; count += 1) hub.publish({ kind: 'missed', count });
    // The second snapshot ever made is the one that it is given now.
    expect((await reader.next()).value).toMatchObject({ kind: 'snapshot', now: 2 });
    hub.publish({ kind: 'missed', count: 7 });
    expect((await reader.next()).value).toEqual({ kind: 'missed', count: 7 });
    await reader.return();
  });
});

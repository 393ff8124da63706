import type { Page } from '@playwright/test';
import { createRandom } from '../../electron/demo/random.ts';
import type { RingingCall } from '../../electron/demo/sipnet/switchboard.ts';
import { watchCalm } from './fixtures/calm-watch.ts';
import { connectAccount } from './fixtures/connect.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

const seconds = Number(process.env.PEREZVON_CALM_SECONDS ?? 20);
const seed = process.env.PEREZVON_SEED ?? 'calm';

/** Where it is tried, each for as long. */
const places = [
  { width: 1440, height: 900, screen: '#/calls' },
  { width: 900, height: 800, screen: '#/calls' },
  { width: 360, height: 740, screen: '#/calls' },
  { width: 1280, height: 800, screen: '#/recordings' },
  { width: 360, height: 740, screen: '#/settings/notifications' },
] as const;

const people = Array.from({ length: 12 }, (_, index) => ({
  digits: `7916100${String(2000 + index)}`,
  shown: `+7 916 100-20-${String(index).padStart(2, '0')}`,
}));

/** So many at once ring and talk in a shop on its worst day. */
const mostAtOnce = 4;

test('nothing moves under the pointer, nothing is clipped and no call is unseen, whatever rings', async ({
  app,
  provider,
  relay,
  clock,
}) => {
  test.setTimeout(480_000 + seconds * 3000);
  const random = createRandom(seed);
  for (const [index, { digits }] of people.entries()) {
    const startedAt = clock.now() - (index + 1) * 1_700_000;
    provider.addCall({ direction: 'in', remote: digits, startedAt, ringSeconds: 20, talkSeconds: index % 3 ? 40 : 0 });
  }
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  const now = app.getByRole('region', { name: 'Calls right now' });
  const open = new Map<(typeof people)[number], { call: RingingCall; isTalk: boolean }>();
  const table: Record<string, number | string>[] = [];

  /** By its name, or counted among those for which there was no room. */
  const isSeen = async (shown: string) => {
    const text = (await now.allInnerTexts()).join('\n');
    return text.includes(shown) || /and \d+ more call/.test(text);
  };
  const happen = async (): Promise<string | undefined> => {
    const free = people.filter((one) => !open.has(one));
    if (open.size < mostAtOnce && random.chance(0.5)) {
      const one = random.pick(free);
      const call = provider.ring({ from: one.digits });
      open.set(one, { call, isTalk: false });
      await call.invited;
      return one.shown;
    }
    if (open.size === 0) return undefined;
    const [one, { call, isTalk }] = random.pick([...open]);
    if (!isTalk && random.chance(0.5)) {
      await call.answer();
      open.set(one, { call, isTalk: true });
    } else {
      await (isTalk ? call.hangUp() : call.miss());
      open.delete(one);
    }
    return undefined;
  };

  for (const { screen, ...size } of places) {
    await app.setViewportSize(size);
    await openScreen(app, screen);
    const { x, top, bottom } = await middleOf(app);
    const point = () => app.mouse.move(x, random.integer(top, bottom));
    await point();
    const stop = await watchCalm(app);
    const unseen: string[] = [];
    let events = 0;
    for (const end = Date.now() + (seconds * 1000) / places.length; Date.now() < end; events += 1) {
      const rings = await happen();
      if (random.chance(0.3)) await point();
      if (rings === undefined) continue;
      await expect
        .poll(() => isSeen(rings))
        .toBe(true)
        .catch(() => unseen.push(rings));
    }
    const { shifts, clipped, frames } = await stop();
    const where = `${screen} at ${size.width}`;
    table.push({ where, events, frames, shifts: shifts.length, clipped: clipped.length, unseen: unseen.length });
    expect.soft(shifts.slice(0, 5), `${where}: rows that moved`).toEqual([]);
    expect.soft(clipped.slice(0, 5), `${where}: cards clipped`).toEqual([]);
    expect.soft(unseen, `${where}: calls not shown`).toEqual([]);
    // Whatever was held is let in when the pointer leaves.
    await app.mouse.move(2, 2);
  }
  console.table(table);
});

/** Where the pointer is to be: well within what is scrolled, wherever that begins now. */
async function middleOf(page: Page): Promise<{ x: number; top: number; bottom: number }> {
  const first = page.locator('main :is([data-row], [role=switch])').first();
  const box = await first.evaluate((element) => {
    let scrolled: Element | null = element;
    while (scrolled !== null && !['auto', 'scroll'].includes(getComputedStyle(scrolled).overflowY))
      scrolled = scrolled.parentElement;
    return scrolled?.getBoundingClientRect().toJSON() as DOMRect | undefined;
  });
  if (box === undefined) throw new Error('nothing here is scrolled');
  return { x: box.x + 60, top: Math.ceil(box.y) + 20, bottom: Math.floor(box.y + box.height) - 20 };
}

import { beforeEach, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { createManualClock } from '../../test/fakes/manual-clock.ts';
import { watchSystemMoments } from './system-moments.ts';

function create() {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const manual = createManualClock();
  /** What the clock on the wall says beside the time that passed. */
  let offset = 0;
  const clock = {
    after: manual.after,
    now: () => manual.now() + offset,
    advance: manual.advance,
    pending: manual.pending,
  };
  const jump = (ms: number) => {
    offset += ms;
  };
  const network = { addresses: '192.168.1.5' };
  const onWake = vi.fn<() => void>();
  const moments = watchSystemMoments({ electron, clock, addresses: () => network.addresses, onWake });
  const emit = (event: 'resume' | 'unlock-screen') => electron.powerMonitor.emit(event);
  return { world, clock, jump, network, onWake, moments, emit };
}
let made: ReturnType<typeof create>;
beforeEach(() => {
  made = create();
});

it('leaves everything alone while nothing happens', () => {
  for (let look = 0; look < 100; look += 1) made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
});

it.each(['resume', 'unlock-screen'] as const)('connects anew after "%s"', (event) => {
  made.emit(event);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew when the network comes back, and not while it is away', () => {
  made.world.online = false;
  made.clock.advance(5_000);
  made.network.addresses = '';
  made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
  made.world.online = true;
  made.network.addresses = '192.168.1.5';
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew in another network', () => {
  made.network.addresses = '10.0.0.7';
  made.clock.advance(5_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew after a sleep that nobody told, and after the clock was set', () => {
  made.jump(3600_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
  made.jump(-3600_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledTimes(2);
});

it('ends', () => {
  made.moments.close();
  made.emit('resume');
  expect(made.clock.pending()).toBe(0);
  expect(made.onWake).not.toHaveBeenCalled();
});

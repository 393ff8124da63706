import { beforeEach, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { watchSystemMoments } from './power-moments.ts';

function create() {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const clock = createManualClock();
  const onWake = vi.fn<() => void>();
  const moments = watchSystemMoments({ electron, clock, addresses: () => '192.168.1.5', onWake });
  const emit = (event: 'resume' | 'unlock-screen') => electron.powerMonitor.emit(event);
  return { world, clock, onWake, moments, emit };
}
let made: ReturnType<typeof create>;
beforeEach(() => {
  made = create();
});

it.each(['resume', 'unlock-screen'] as const)('connects anew after "%s"', (event) => {
  made.emit(event);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew when the system says that it is online again', () => {
  made.world.online = false;
  made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
  made.world.online = true;
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('ends', () => {
  made.moments.close();
  made.emit('resume');
  expect(made.clock.pending()).toBe(0);
  expect(made.onWake).not.toHaveBeenCalled();
});

import { beforeEach, expect, it, vi } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { watchForWake } from './wake-watch.ts';

function create() {
  const manual = createManualClock();
  /** What the clock on the wall says beside the time that passed. */
  let offset = 0;
  const clock = { ...manual, now: () => manual.now() + offset };
  const jump = (ms: number) => {
    offset += ms;
  };
  const network = { online: true, addresses: '192.168.1.5' };
  const onWake = vi.fn<() => void>();
  const watch = watchForWake({
    clock,
    onWake,
    isOnline: () => network.online,
    addresses: () => network.addresses,
  });
  return { clock, jump, network, onWake, watch };
}
let made: ReturnType<typeof create>;
beforeEach(() => {
  made = create();
});

it('leaves everything alone while nothing happens', () => {
  for (let look = 0; look < 100; look += 1) made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
});

it('connects anew when the network comes back, and not while it is away', () => {
  made.network.online = false;
  made.clock.advance(5_000);
  made.network.addresses = '';
  made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
  made.network.online = true;
  made.network.addresses = '192.168.1.5';
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew in another network, once', () => {
  made.network.addresses = '10.0.0.7';
  made.clock.advance(5_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('connects anew after a sleep that nobody told, and after the clock was set, also where there is no network', () => {
  made.jump(3600_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
  made.network.online = false;
  made.jump(-3600_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledTimes(2);
});

it('goes on where the system cannot be asked, and where connecting anew fails', () => {
  const { addresses } = made.network;
  Object.defineProperty(made.network, 'addresses', {
    configurable: true,
    get: () => {
      throw new Error('uv_interface_addresses returned Unknown system error 24');
    },
  });
  made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
  Object.defineProperty(made.network, 'addresses', { value: addresses, writable: true });
  made.clock.advance(5_000);
  expect(made.onWake).not.toHaveBeenCalled();
  made.network.addresses = '10.0.0.7';
  made.onWake.mockImplementationOnce(() => {
    throw new Error('not now');
  });
  expect(() => made.clock.advance(5_000)).toThrow('not now');
  made.jump(3600_000);
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledTimes(2);
});

it('does not find for itself what the system told', () => {
  made.jump(3600_000);
  made.watch.wake();
  made.clock.advance(5_000);
  expect(made.onWake).toHaveBeenCalledOnce();
});

it('ends', () => {
  made.watch.close();
  expect(made.clock.pending()).toBe(0);
});

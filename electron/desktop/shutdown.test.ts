import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../test/desktop/double/electron.ts';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { createShutdown } from './shutdown.ts';

const create = () => {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  world.app.becomeReady();
  return { electron, world };
};

it('waits for everything to close, once', async () => {
  const { electron, world } = create();
  const closing = Promise.withResolvers<void>();
  const close = vi.fn<() => Promise<void>>(() => closing.promise);
  const onQuit = vi.fn<() => void>();
  createShutdown({ app: electron.app, logger: silentLogger, onQuit, close });
  world.app.quit();
  world.app.quit();
  expect(onQuit).toHaveBeenCalled();
  expect(close).toHaveBeenCalledOnce();
  expect(world.app.exitCode).toBeUndefined();
  closing.resolve();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
});

it.each([
  ['fails', () => Promise.reject(new Error('disk'))],
  ['never ends', () => new Promise<void>(() => {})],
])('ends though closing %s', async (_how, close) => {
  const { electron, world } = create();
  createShutdown({ app: electron.app, logger: silentLogger, onQuit() {}, close, patienceMs: 1 });
  world.app.quit();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
});

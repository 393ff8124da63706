import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createShutdown } from './shutdown.ts';

const program = '/home/user/Perezvon.AppImage';

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
  createShutdown({ app: electron.app, program, logger: silentLogger, onQuit, close });
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
  createShutdown({ app: electron.app, program, logger: silentLogger, onQuit() {}, close, patienceMs: 1 });
  world.app.quit();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
});

it('hands over to a new version when everything is closed, and lets that one quit', async () => {
  const { electron, world } = create();
  const closing = Promise.withResolvers<void>();
  const shutdown = createShutdown({
    app: electron.app,
    program,
    logger: silentLogger,
    onQuit() {},
    close: () => closing.promise,
  });
  const seen: unknown[] = [];
  shutdown.quitInto(async () => {
    seen.push({ lockReleased: world.app.lockReleased });
    // As an installer does that was started: it quits the program in the ordinary way.
    setImmediate(() => electron.app.quit());
    await new Promise(() => {});
  });
  expect(seen).toEqual([]);
  closing.resolve();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
  expect(seen).toEqual([{ lockReleased: true }]);
  expect(world.app.relaunched).toBeUndefined();
});

it('starts the old version again when the new one cannot be installed', async () => {
  const { electron, world } = create();
  const shutdown = createShutdown({
    app: electron.app,
    program,
    logger: silentLogger,
    onQuit() {},
    close: async () => {},
  });
  shutdown.quitInto(async () => {
    throw new Error('the password was not given');
  });
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
  expect(world.app.relaunched).toEqual({ execPath: program });
});

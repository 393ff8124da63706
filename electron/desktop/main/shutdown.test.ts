import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { writeWindowState } from '../window/window-state.ts';
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
  const shutdown = createShutdown({ app: electron.app, program, logger: silentLogger, onQuit, close });
  expect(shutdown.hasBegun()).toBe(false);
  world.app.quit();
  world.app.quit();
  expect(shutdown.hasBegun()).toBe(true);
  expect(onQuit).toHaveBeenCalled();
  expect(close).toHaveBeenCalledOnce();
  expect(world.app.exitCode).toBeUndefined();
  expect(world.app.lockReleased).toBe(false);
  closing.resolve();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
  expect(world.app.lockReleased).toBe(true);
});

it('waits for where the window stood, also where closing fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perezvon-shutdown-'));
  try {
    const { electron, world } = create();
    const path = join(folder, 'window.json');
    const state = (x: number) => ({ bounds: { x, y: 0, width: 800, height: 600 }, maximized: false });
    createShutdown({
      ...{ app: electron.app, program, logger: silentLogger },
      onQuit() {
        for (let x = 1; x <= 20; x += 1) void writeWindowState(path, state(x));
      },
      close: () => Promise.reject(new Error('disk')),
    });
    let kept: unknown;
    const exit = world.app.exit.bind(world.app);
    world.app.exit = (code) => {
      kept = JSON.parse(readFileSync(path, 'utf8'));
      exit(code);
    };
    world.app.quit();
    await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
    expect(kept).toEqual(state(20));
  } finally {
    rmSync(folder, { recursive: true });
  }
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

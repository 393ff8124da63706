import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createUncaughtHandler } from './failure.ts';
import { createShutdown } from './shutdown.ts';

function createScene() {
  const { electron, world } = createElectronDouble({ openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const closing = Promise.withResolvers<void>();
  const logged: unknown[] = [];
  const logger = { ...silentLogger, error: (event: string, fields?: object) => void logged.push({ event, ...fields }) };
  const shutdown = createShutdown({
    ...{ app: electron.app, program: '/program', logger, onQuit() {} },
    close: () => closing.promise,
  });
  const boxes = vi.spyOn(electron.dialog, 'showErrorBox');
  const hear = createUncaughtHandler(electron, { logger, isEnding: shutdown.hasBegun });
  return { world, closing, logged, boxes, hear };
}

const error = new Error('nobody caught it');

it('tells of an error that nobody caught, and ends the program', () => {
  const { world, logged, boxes, hear } = createScene();
  hear(error);
  expect(logged).toEqual([{ event: 'desktop.uncaught', error }]);
  expect(boxes).toHaveBeenCalledOnce();
  expect(world.app.exitCode).toBe(1);
});

it('logs one that comes while the program is closing, and lets it close without a box', async () => {
  const { world, closing, logged, boxes, hear } = createScene();
  world.app.quit();
  hear(error);
  expect(logged).toEqual([{ event: 'desktop.uncaught', error }]);
  expect(boxes).not.toHaveBeenCalled();
  expect(world.app.exitCode).toBeUndefined();
  closing.resolve();
  await vi.waitFor(() => expect(world.app.exitCode).toBe(0));
});

import { expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { claimFirstStart, type LaterStart } from './single-instance.ts';

const start = { args: ['--demo'], workingDirectory: '/home/user' };
const create = (claimLock = () => true) => createElectronDouble({ openPage: createBlankPages().openPage, claimLock });
const later = (app: { emit(event: string, ...args: unknown[]): boolean }, data: unknown) =>
  app.emit('second-instance', {}, ['reordered'], '/', data);

it('leaves to the first, and tells it how it was started', () => {
  const { electron, world } = create(() => false);
  expect(claimFirstStart(electron.app, start)).toBeUndefined();
  expect(world.app.additionalData).toEqual(start);
});

it('delivers later starts, those of before anyone listened included', () => {
  const { electron, world } = create();
  const laterStarts = claimFirstStart(electron.app, start);
  later(world.app, { args: ['one'], workingDirectory: '/' });
  const run = vi.fn<(start: LaterStart | undefined) => void>();
  laterStarts?.deliverTo(run);
  later(world.app, { args: ['two'], workingDirectory: '/' });
  expect(run.mock.calls.map(([each]) => each?.args)).toEqual([['one'], ['two']]);
});

it('takes a start that says nothing sensible for a plain one', () => {
  const { electron, world } = create();
  const run = vi.fn<(start: LaterStart | undefined) => void>();
  claimFirstStart(electron.app, start)?.deliverTo(run);
  later(world.app, { args: Array(100).fill('x'), workingDirectory: '/' });
  later(world.app, null);
  expect(run.mock.calls).toEqual([[undefined], [undefined]]);
});

it('takes a link that macOS hands over for a start with that link, from before anyone listened on', () => {
  const { electron, world } = create();
  const laterStarts = claimFirstStart(electron.app, start);
  const preventDefault = vi.fn<() => void>();
  world.app.emit('open-url', { preventDefault }, 'tel:+79161000232');
  const run = vi.fn<(start: LaterStart | undefined) => void>();
  laterStarts?.deliverTo(run);
  expect(run).toHaveBeenCalledExactlyOnceWith({ args: ['tel:+79161000232'], workingDirectory: '/home/user' });
  expect(preventDefault).toHaveBeenCalledOnce();
});

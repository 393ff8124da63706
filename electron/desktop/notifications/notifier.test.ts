import { describe, expect, it, vi } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { garbageCollector } from '../../../test/fixtures/garbage-collector.ts';
import type { Logger, OsNotification } from '../../core/ports.ts';
import { createNotifier } from './notifier.ts';

const ring: OsNotification = {
  tag: 'call:7',
  kind: 'incoming',
  title: '+7 916',
  body: 'Shop',
  silent: false,
  callId: 7,
};
const missed: OsNotification = { ...ring, kind: 'missed', body: 'Missed' };

function start(platform: NodeJS.Platform = 'linux') {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const openCall = vi.fn<(callId: number) => void>();
  const callBack = vi.fn<(callId: number) => void>();
  const silence = vi.fn<(callId: number) => void>();
  const open = vi.fn<() => void>();
  const commands = { openCall, callBack, silence, open, canCallBack: (callId: number) => callId !== 9 };
  const warn = vi.fn<Logger['warn']>();
  const notifier = createNotifier({
    electron,
    platform,
    commands,
    language: () => 'en',
    logger: { ...silentLogger, warn },
  });
  const shown = () => world.shown.map((ref) => ref.deref()).filter((each) => each !== undefined);
  const visible = () => shown().filter((each) => each.visible);
  return { notifier, world, openCall, callBack, silence, open, warn, shown, visible };
}

describe('a notification', () => {
  it('opens the call by a click', () => {
    const { notifier, visible, openCall } = start();
    notifier.show(ring);
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
    expect(visible()).toEqual([]);
  });

  it('is shown once for one piece of news', () => {
    const { notifier, shown } = start();
    notifier.show(ring);
    notifier.show({ ...ring });
    expect(shown()).toHaveLength(1);
  });

  it('is replaced by the next news of the same call', () => {
    const { notifier, visible, openCall } = start();
    notifier.show(ring);
    notifier.show(missed);
    expect(visible().map(({ options }) => options.body)).toEqual(['Missed']);
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('is taken back when the ring ends', () => {
    const { notifier, visible } = start();
    notifier.show(ring);
    notifier.withdraw('call:7');
    notifier.withdraw('call:7');
    notifier.withdraw('call:8');
    expect(visible()).toEqual([]);
  });

  it('can come again after the user closed it', () => {
    const { notifier, visible } = start();
    notifier.show(ring);
    visible()[0]?.close();
    notifier.show(ring);
    expect(visible()).toHaveLength(1);
  });

  it('stays for as long as it rings, and asks for nothing that Linux lacks', () => {
    const { notifier, shown } = start();
    notifier.show(ring);
    expect(shown()[0]?.options).toMatchObject({ urgency: 'critical', timeoutType: 'never', id: 'call:7' });
    expect(shown()[0]?.options).not.toHaveProperty('actions');
    notifier.show(missed);
    expect(shown()[1]?.options).toMatchObject({ urgency: 'normal', timeoutType: 'default' });
  });

  it('is read as markup by Linux alone, and so only there its body is made harmless', () => {
    const notice = { ...ring, title: 'Smith & <b>Sons</b>', body: 'Smith & <b>Sons</b>' };
    const optionsOn = (platform: NodeJS.Platform) => {
      const { notifier, shown } = start(platform);
      notifier.show(notice);
      return shown()[0]?.options;
    };
    expect(optionsOn('linux')).toMatchObject({ title: notice.title, body: 'Smith &amp; &lt;b&gt;Sons&lt;/b&gt;' });
    for (const platform of ['darwin', 'win32'] as const) expect(optionsOn(platform)?.body).toBe(notice.body);
  });

  it('still answers a click after the rubbish was collected', async () => {
    const { notifier, visible, openCall } = start();
    notifier.show(missed);
    const collect = garbageCollector();
    // A WeakRef holds its target to the end of the turn in which it was made.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('that the system refuses is told to the log and forgotten', () => {
    const { notifier, world, warn, visible } = start('darwin');
    world.notifications = 'refused';
    notifier.show(ring);
    expect(warn).toHaveBeenCalledWith('desktop.notification-failed', { error: 'not allowed' });
    expect(notifier.wasRefused()).toBe(true);
    world.notifications = 'shown';
    notifier.show(ring);
    expect(visible()).toHaveLength(1);
    expect(notifier.wasRefused()).toBe(false);
  });

  it('of a ring leaves with the program, that of a missed call stays', () => {
    const { notifier, visible } = start();
    notifier.show(ring);
    notifier.show({ ...missed, tag: 'call:8', callId: 8 });
    notifier.close();
    expect(visible().map(({ options }) => options.id)).toEqual(['call:8']);
  });
});

describe.each(['win32', 'darwin'] as const)('buttons on %s', (platform) => {
  it('call back and open from a missed call, each once', async () => {
    const { notifier, visible, callBack, openCall } = start(platform);
    // From now on Windows tells the object and the program.
    await notifier.adopt();
    notifier.show(missed);
    visible()[0]?.press('Call back');
    expect(callBack).toHaveBeenCalledExactlyOnceWith(7);
    notifier.show({ ...missed, tag: 'call:8', callId: 8 });
    visible()[0]?.press('Open');
    expect(openCall).toHaveBeenCalledExactlyOnceWith(8);
    expect(visible()).toEqual([]);
  });

  it('silence a ring', () => {
    const { notifier, visible, silence } = start(platform);
    notifier.show(ring);
    expect(() => visible()[0]?.press('Call back')).toThrow('no button');
    visible()[0]?.press('Silence');
    expect(silence).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('do not offer to call back whom nobody can call', () => {
    const { notifier, visible } = start(platform);
    notifier.show({ ...missed, tag: 'call:9', callId: 9 });
    expect(() => visible()[0]?.press('Call back')).toThrow('no button');
  });

  it('are answered again for the next news of the same call', () => {
    const { notifier, visible, openCall } = start(platform);
    notifier.show(ring);
    visible()[0]?.click();
    notifier.show(missed);
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledTimes(2);
  });
});

describe('after a restart', () => {
  it('answers toasts of the run before on Windows, whatever was shown since', async () => {
    const { notifier, world, callBack, openCall, open } = start('win32');
    await notifier.adopt();
    world.activate({ type: 'action', actionIndex: 0, arguments: 'type=action&action=0&tag=call:7' });
    expect(callBack).toHaveBeenCalledExactlyOnceWith(7);
    world.activate({ type: 'action', actionIndex: 1, arguments: 'type=action&action=1&tag=call:8' });
    expect(openCall).toHaveBeenCalledExactlyOnceWith(8);
    // Of a version that said nothing.
    world.activate({ type: 'click', arguments: '' });
    expect(open).toHaveBeenCalledOnce();
  });

  it('answers what the notification centre of macOS kept', async () => {
    const { notifier, world, visible, openCall } = start('darwin');
    world.delivered = [{ id: 'call:5', groupId: 'missed' }, { id: 'stays-in-tray' }];
    await notifier.adopt();
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledExactlyOnceWith(5);
  });

  it('takes a ring back that a crash left on macOS: its first button would be another one now', async () => {
    const { notifier, world, visible, callBack } = start('darwin');
    notifier.show(ring);
    notifier.show({ ...missed, tag: 'call:8', callId: 8 });
    world.delivered = visible().map(({ options: { id = '', groupId = '' } }) => ({ id, groupId }));
    const after = start('darwin');
    after.world.delivered = world.delivered;
    await after.notifier.adopt();
    expect(after.visible().map(({ id }) => id)).toEqual(['call:8']);
    after.visible()[0]?.emit('action', { actionIndex: 0 });
    expect(after.callBack).toHaveBeenCalledExactlyOnceWith(8);
    expect(callBack).not.toHaveBeenCalled();
  });

  it('asks nothing of the kind on Linux', async () => {
    await expect(start('linux').notifier.adopt()).resolves.toBeUndefined();
  });
});

describe('a toast of Windows', () => {
  it('can still be clicked where it has moved to the Action Center', async () => {
    const { notifier, visible, openCall } = start('win32');
    notifier.show(missed);
    visible()[0]?.moveToActionCenter();
    const collect = garbageCollector();
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    visible()[0]?.click();
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('opens its call by a click after the program was restarted: the click says what a button would say', async () => {
    const before = start('win32');
    before.notifier.show(missed);
    const launch = /<toast launch="([^"]*)"/.exec(before.visible()[0]?.options.toastXml ?? '')?.[1] ?? '';
    const after = start('win32');
    await after.notifier.adopt();
    after.world.activate({ type: 'action', actionIndex: 1, arguments: launch.replaceAll('&amp;', '&') });
    expect(after.openCall).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('of an earlier version, with another tag, leads to its call as well', async () => {
    const { notifier, world, openCall } = start('win32');
    await notifier.adopt();
    world.activate({ type: 'action', actionIndex: 1, arguments: 'type=action&action=1&tag=call:7' });
    expect(openCall).toHaveBeenCalledExactlyOnceWith(7);
  });
});

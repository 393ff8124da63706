import { describe, expect, it, vi } from 'vitest';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import type { DoNotDisturbOverride } from '../../../shared/contract/quiet.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import type { Balance } from './balances.ts';
import { initialTrayState, type TrayState } from './state.ts';
import { createTrayIcon } from './tray.ts';

const lateEvening = new Date(2026, 10, 30, 22, 15).getTime();

function put(platform: NodeJS.Platform = 'linux', trayHost = true) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  world.trayHost = trayHost;
  const commands = {
    open: vi.fn<() => void>(),
    openCall: vi.fn<(callId: number) => void>(),
    openAccount: vi.fn<(accountId: string) => void>(),
    callBack: vi.fn<(caller: MissedGroup) => void>(),
    dial: vi.fn<() => void>(),
    beQuiet: vi.fn<(override: DoNotDisturbOverride) => void>(),
    quit: vi.fn<() => void>(),
  };
  const icon = createTrayIcon({
    electron,
    platform,
    commands,
    icons: '/icons',
    language: 'en',
    now: () => lateEvening,
    hasHost: () => world.trayHost,
  });
  const [tray] = world.trays;
  if (tray === undefined) throw new Error('no tray');
  const show = (
    state: Partial<TrayState>,
    callers: MissedGroup[] = [],
    language: 'ru' | 'en' = 'en',
    balances: Balance[] = [],
  ) => icon.show({ state: { ...initialTrayState, link: 'listening', ...state }, callers, balances, language });
  /** The menu, by whichever way this system opens it. */
  const menu = () => {
    tray.rightClick();
    if (world.popup === undefined) throw new Error('no menu');
    return world.popup;
  };
  return { icon, tray, world, commands, show, menu };
}

const caller = (name: string, change: Partial<MissedGroup> = {}): MissedGroup => ({
  key: name,
  remote: { ...parseParty('+79161000232'), name },
  tries: 1,
  firstAt: lateEvening,
  lastAt: lateEvening,
  lastCallId: 7,
  accountId: 'a',
  line: '',
  canCallBack: true,
  ...change,
});
const path = (image: unknown) => (image as { path: string }).path.replaceAll('\\', '/');

describe.each(['win32', 'darwin', 'linux'] as const)('the tray on %s', (platform) => {
  it('opens the window by a left click', () => {
    const { tray, commands } = put(platform);
    tray.leftClick();
    expect(commands.open).toHaveBeenCalledOnce();
  });

  it('has a menu that says how things stand', () => {
    const { show, menu, commands } = put(platform);
    show({ missed: 3 }, [caller('Smith & Sons')]);
    expect(menu().labels()).toEqual([
      ...['Open Perezvon', 'Dial a number…', '-', 'listening', '3 missed callers', 'Smith && Sons, 22:15', '-'],
      ...['Do not disturb', '-', 'Quit'],
    ]);
    menu().click('3 missed callers');
    expect(commands.open).toHaveBeenCalledOnce();
    menu().click('Dial a number…');
    expect(commands.dial).toHaveBeenCalledOnce();
    menu().click('Quit');
    expect(commands.quit).toHaveBeenCalledOnce();
  });

  it('says what accounts have, and opens the one that is pressed', () => {
    const { show, menu, commands } = put(platform);
    const shop = { accountId: 'a', label: 'Smith & Sons', amount: '1250.4', currency: 'RUB', isLow: false };
    const other = { accountId: 'b', label: 'x'.repeat(60), amount: '3', currency: 'points', isLow: true };
    show({}, [], 'en', [shop, other]);
    const said = menu().labels().slice(5, 8);
    expect(said).toEqual(['Smith && Sons: ₽1,250.40', `${'x'.repeat(39)}…: 3 points, low`, 'Do not disturb']);
    menu().click(said[0] ?? '');
    expect(commands.openAccount).toHaveBeenCalledWith('a');
  });

  it('shows what matters most', () => {
    const { show, tray } = put(platform);
    const shown = (state: Partial<TrayState>) => {
      show(state);
      return /\/tray-([a-z]+)/.exec(path(tray.image))?.[1];
    };
    expect(shown({})).toBe('normal');
    expect(shown({ link: 'degraded' })).toBe('degraded');
    expect(shown({ link: 'degraded', quiet: true })).toBe('quiet');
    expect(shown({ quiet: true, missed: 1 })).toBe('missed');
    expect(shown({ link: 'offline', quiet: true, missed: 1 })).toBe('offline');
    // Windows wants several sizes in one file; macOS knows by the name what it is to colour.
    const ending = { win32: /offline\.ico$/, darwin: /offlineTemplate\.png$/, linux: /offline\.png$/ }[platform];
    expect(path(tray.image)).toMatch(ending);
  });

  it('leaves', () => {
    const { icon, world } = put(platform);
    icon.close();
    expect(world.trays).toEqual([]);
  });
});

it('says the whole of it in the tool tip', () => {
  const { show, tray } = put();
  show({ missed: 2, quiet: true, quietUntil: lateEvening }, [], 'ru');
  expect(tray.toolTip).toBe('Perezvon: на линии, 2 пропущенных, не беспокоить до 22:15');
  show({ quiet: true });
  expect(tray.toolTip).toBe('Perezvon: listening, do not disturb');
});

it('writes the count beside the icon where the system has room for it', () => {
  const { show, tray } = put('darwin');
  show({ missed: 3 });
  expect(tray.title).toBe('3');
  expect(path(tray.image)).toMatch(/Template\.png$/);
  show({});
  expect(tray.title).toBe('');
});

describe('a caller in the menu', () => {
  it('has the day beside the hour, unless it was today', () => {
    const { show, menu } = put();
    const daysAgo = (days: number) => lateEvening - days * 24 * 3600_000;
    show({ missed: 3 }, [
      ...[caller('Today'), caller('Yesterday', { lastAt: daysAgo(1) }), caller('Long ago', { lastAt: daysAgo(10) })],
    ]);
    const day = (days: number, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', options).format(daysAgo(days));
    expect(menu().labels().slice(5, 8)).toEqual([
      'Today, 22:15',
      `Yesterday, ${day(1, { weekday: 'short' })} 22:15`,
      `Long ago, ${day(10, { day: 'numeric', month: 'short' })} 22:15`,
    ]);
  });

  it('is called back or opened', () => {
    const { show, menu, commands } = put();
    const smith = caller('Smith');
    show({ missed: 1 }, [smith]);
    menu().within('Smith, 22:15').click('Call back');
    expect(commands.callBack).toHaveBeenCalledExactlyOnceWith(smith);
    menu().within('Smith, 22:15').click('Open');
    expect(commands.openCall).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('is only opened where nobody can call', () => {
    const { show, menu } = put();
    show({ missed: 2 }, [
      caller('Smith', { canCallBack: false }),
      caller('', { key: 'call:8', remote: parseParty('anonymous') }),
    ]);
    expect(menu().within('Smith, 22:15').labels()).toEqual(['Open']);
    expect(menu().within('Hidden number, 22:15').labels()).toEqual(['Open']);
  });

  it('is one of five, and no longer than a menu is wide', () => {
    const { show, menu } = put();
    show(
      { missed: 9 },
      Array.from({ length: 9 }, (_, index) => caller(`${index} ${'x'.repeat(100)}`)),
    );
    const names = menu()
      .labels()
      .filter((label) => /^\d x/.test(label));
    expect(names).toHaveLength(5);
    expect(names[0]?.length).toBeLessThanOrEqual(47);
  });
});

describe('do not disturb', () => {
  it.each([
    ['For 30 minutes', new Date(2026, 10, 30, 22, 45)],
    ['For 1 hour', new Date(2026, 10, 30, 23, 15)],
    ['Until tomorrow, 9:00', new Date(2026, 11, 1, 9)],
  ])('%s', (label, until) => {
    const { show, menu, commands } = put();
    show({});
    menu().within('Do not disturb').click(label);
    expect(commands.beQuiet).toHaveBeenCalledExactlyOnceWith({ on: true, until: until.getTime() });
  });

  it('is taken back', () => {
    const { show, menu, commands } = put();
    show({ quiet: true });
    menu().click('Turn sound on');
    expect(commands.beQuiet).toHaveBeenCalledExactlyOnceWith({ on: false });
  });
});

describe('an icon that nobody showed when it was made', () => {
  it('is made anew when a panel has come, and looks as the last one did', () => {
    const { icon, tray, world, show } = put('linux', false);
    show({ missed: 2 });
    world.trayHost = true;
    // That one stays dead, and so does not count.
    expect([tray.isSeen, icon.isSeen()]).toEqual([false, false]);
    icon.renew();
    const [anew, ...others] = world.trays;
    expect(others).toEqual([]);
    expect([anew?.isSeen, icon.isSeen()]).toEqual([true, true]);
    expect(anew?.toolTip).toContain('2 missed');
    expect(anew?.menu?.labels()).toContain('2 missed callers');
  });

  it('is no way back to a window while the panel is gone', () => {
    const { icon, world } = put('linux');
    expect(icon.isSeen()).toBe(true);
    world.trayHost = false;
    expect(icon.isSeen()).toBe(false);
  });
});

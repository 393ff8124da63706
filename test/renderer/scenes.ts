import type { Page } from '@playwright/test';
import type { Call } from '../../shared/contract/call.ts';
import type { Callback } from '../../shared/contract/callback.ts';
import type { CertificateState } from '../../shared/contract/host.ts';
import type { Recording } from '../../shared/contract/recording.ts';
import type { LiveCard } from '../../shared/contract/updates.ts';
import { partyOf } from './fixture-data.ts';
import type { FixtureServer, FixtureState } from './fixture-server.ts';
import { fullLineHash, lineScenes, withLines } from './line-scenes.ts';
import { numberScenes } from './number-scenes.ts';
import { halfRead, onboardingScenes, withContract } from './onboarding-scenes.ts';
import type { Scene } from './scene.ts';
import { toolScenes } from './tool-scenes.ts';
import { updateScenes } from './update-scenes.ts';

const wide = { width: 1440, height: 900 };
const medium = { width: 900, height: 800 };
const narrow = { width: 360, height: 740 };

function ringingCard(index: number, change: Partial<Call> = {}, card: Partial<LiveCard> = {}): LiveCard {
  const startedAt = Date.now() - 14_000;
  return {
    call: {
      id: Math.floor(startedAt / 1000) * 16 + index,
      accountId: 'shop',
      direction: 'in',
      state: 'ringing',
      remote: partyOf(index),
      line: 'Магазин',
      startedAt,
      ...change,
    },
    accountLabel: 'SIPNET',
    silenced: false,
    before: { count: 3, lastAt: startedAt - 5 * 86_400_000, note: 'ждёт счёт на 48 000 ₽' },
    ...card,
  };
}

const withCertificates = (certificates: CertificateState) => (state: FixtureState) => {
  state.certificates = certificates;
};

const ring = (state: FixtureState) => {
  state.cards = [ringingCard(0)];
};
const ringMany = (state: FixtureState) => {
  const now = Date.now();
  state.cards = [
    ringingCard(1, { state: 'answered', answeredAt: now - 65_000, startedAt: now - 80_000 }, { before: { count: 1 } }),
    ringingCard(0),
    ringingCard(6, { state: 'missed' }, { before: { count: 0, since: now - 92 * 86_400_000 }, leavesAt: now + 8000 }),
  ];
};
const beQuiet = (state: FixtureState) => {
  const until = new Date();
  until.setHours(8, 0, 0, 0);
  state.quiet = { kind: 'quiet-hours', until: until.getTime() + 86_400_000 };
  const weekend = { days: [6, 7], from: 0, to: 0 };
  state.settings = { ...state.settings, quiet: { on: true, hours: [...state.settings.quiet.hours, weekend] } };
};
const diagnose = async (page: Page) => {
  await page.getByRole('button', { name: /^(Проверить всё|Test everything)$/ }).click();
  await page.getByRole('button', { name: /^(Проверить снова|Test again)$/ }).waitFor();
};
const choose = async (page: Page) => {
  await page.locator('[data-row]').nth(7).click();
};
const loseProgram = async (page: Page, server: FixtureServer) => {
  server.cut();
  await page.waitForTimeout(500);
};
/** Two were called in vain, and one hides the number. */
const tryAll = (state: FixtureState) => {
  const now = Date.now();
  const [first, second, third, ...rest] = state.missed;
  if (first === undefined || second === undefined || third === undefined) return;
  const hidden = { key: '', kind: 'hidden', raw: '' } as const;
  state.missed = [
    { ...first, triedAt: now - 3 * 60_000 },
    { ...second, triedAt: now - 26 * 3_600_000 },
    { ...third, key: `call:${third.lastCallId}`, remote: hidden, canCallBack: false },
    ...rest,
  ];
};
/** Another window is faster. */
const writeTogether = async (page: Page, server: FixtureServer) => {
  await choose(page);
  const note = page.getByLabel(/^(О звонящем|About the caller)$/);
  await note.fill('ждёт счёт на 48 000 ₽');
  await page
    .getByRole('status')
    .filter({ hasText: /^(Сохранено|Saved)$/ })
    .waitFor();
  await note.fill('ждёт счёт на 48 000 ₽, выслать до среды');
  server.writeNotes('счёт выслан');
  await page.getByRole('alert').waitFor();
};
const withMessages = (state: FixtureState) => {
  withContract()(state);
  const left = state.calls.filter(({ state: outcome }) => outcome === 'missed').slice(0, 5);
  state.voicemail = left.map((call) => ({ ...call, accountId: 'contract', line: 'Магазин', recording: 'remote' }));
};
const playFirst = (page: Page) =>
  page
    .getByRole('button', { name: /^(Слушать|Play):.*(на этом компьютере|on this computer)/ })
    .first()
    .click();
/** The first recordings in every state there is. */
const everyState = (state: FixtureState) => {
  const recorded = state.calls.filter((call) => call.recording).map((call) => call.id);
  const states: Omit<Recording, 'callId'>[] = [
    { state: 'fetching', bytes: 410_000, totalBytes: 740_000 },
    { state: 'fetching', bytes: 120_000 },
    { state: 'waiting' },
    { state: 'stored', bytes: 900_000, mediaPath: '/media/recordings/1', kept: true },
    { state: 'failed', problem: { code: 'RECORDING_CUT_SHORT' } },
    { state: 'failed', problem: { code: 'PROVIDER_DOWN' } },
    { state: 'expired' },
    { state: 'broken', bytes: 900_000, mediaPath: '/media/recordings/2' },
    { state: 'broken' },
    { state: 'remote' },
  ];
  for (const [index, one] of states.entries()) {
    const callId = recorded[index];
    if (callId !== undefined) state.recordings.set(callId, { callId, ...one });
  }
  state.transfers = { active: 2, waiting: 14, done: 5, failed: 2, bytesPerSecond: 420_000 };
};
const writeNotes = (state: FixtureState) => {
  for (const call of state.calls.filter(({ recording }) => recording === 'stored')) {
    const texts = ['просит счёт на 48 000 ₽', 'доставка в пятницу после 14:00', 'перезвонить бухгалтеру'];
    for (const [index, text] of texts.entries()) {
      const id = state.marks.length + 1;
      state.marks.push({ id, callId: call.id, atSeconds: 17 + index * 41, text, createdAt: call.startedAt });
    }
  }
};

const troubles = (state: FixtureState) => {
  const now = Date.now();
  state.accounts = state.accounts.map((account, index) => ({
    ...account,
    phones: ['101', '102', '0042656976'],
    ownPhones: index === 0 ? ['101'] : [],
    status:
      index === 0
        ? {
            state: 'failing',
            since: now - 25 * 60_000,
            problem: { code: 'RELAY_UNREACHABLE' },
            nextTryAt: now + 40_000,
            works: ['lists'],
          }
        : account.status,
  }));
};
const settle = (state: FixtureState) => {
  const now = Date.now();
  const [first, second, third, ...rest] = state.missed;
  if (first === undefined || second === undefined || third === undefined) return;
  state.missed = [{ ...first, snoozedUntil: now + 3_600_000 }, ...rest];
  state.resolved = [
    { ...second, resolution: 'called-back', resolvedAt: now - 600_000 },
    { ...third, resolution: 'caller-got-through', resolvedAt: now - 4_000_000 },
    { ...second, resolution: 'by-hand', resolvedAt: now - 90_000_000 },
  ];
};
/** Orders of all outcomes, two of them with their calls in the log. */
const orderedBefore = (state: FixtureState) => {
  const outgoing = state.calls.filter((call) => call.direction === 'out' && call.remote.key !== '');
  const outcomes: (Pick<Callback, 'state'> & Partial<Pick<Callback, 'hold' | 'wasConnected' | 'problem'>>)[] = [
    { state: 'unknown', hold: 'unknown', problem: { code: 'ORDER_UNKNOWN' } },
    { state: 'ended', wasConnected: true },
    { state: 'failed' },
    { state: 'refused', problem: { code: 'PROVIDER_REFUSED', detail: 'Недостаточно средств' } },
    { state: 'ended' },
    { state: 'ended', wasConnected: true },
  ];
  state.callbacks = outcomes.flatMap((outcome, index) => {
    const call = outgoing[index];
    if (call === undefined) return [];
    const linked = index === 1 || index === 4 ? { callId: call.id } : {};
    // All of one number, so that the call's detail has each of them.
    const remote = outgoing[1]?.remote ?? call.remote;
    const at = call.startedAt - 9000;
    const order = { accountId: call.accountId, remote, from: '', orderedAt: at, changedAt: at };
    return [
      {
        ...({ id: String(index), state: 'ended', hold: 'none', followed: true, wasConnected: false } as const),
        ...order,
        ...linked,
        ...outcome,
      },
    ];
  });
};
const openOrdered = async (page: Page) => {
  await page.keyboard.press('d');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /соединились|connected/ })
    .click();
  await page.waitForTimeout(300);
};
/** An order of unknown fate, one that the provider refused for its number, and one for the own phone. */
const orderedNow = (state: FixtureState) => {
  const now = Date.now();
  const held: Pick<Callback, 'state' | 'hold' | 'problem'>[] = [
    { state: 'unknown', hold: 'unknown', problem: { code: 'ORDER_UNKNOWN' } },
    {
      ...{ state: 'refused', hold: 'number' },
      problem: { code: 'PROVIDER_REFUSED', detail: 'Неверное значение параметра. dstphone', field: 'to' },
    },
    { state: 'refused', hold: 'own-phone', problem: { code: 'NUMBER_NOT_OWN', field: 'from' } },
  ];
  state.callbacks = held.flatMap((outcome, index) => {
    const group = state.missed[index];
    if (group === undefined) return [];
    const at = now - index * 20_000;
    const order = {
      id: String(index),
      accountId: 'shop',
      remote: group.remote,
      from: '',
      orderedAt: at,
      changedAt: at,
    };
    return [{ ...order, followed: false, wasConnected: false, ...outcome }];
  });
};
const askAgain = async (page: Page) => {
  await page
    .getByRole('button', { name: /Заказать ещё раз…|Order again…/ })
    .first()
    .click();
  await page.waitForTimeout(300);
};
const dial = (text: string) => async (page: Page) => {
  await page.keyboard.press('d');
  await page.getByRole('dialog').getByRole('combobox').first().fill(text);
  await page.waitForTimeout(900);
};

const pickThree = async (page: Page) => {
  await page.locator('[data-row]').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+X');
};
const searchFor = (text: string) => async (page: Page) => {
  await page.getByRole('searchbox').fill(text);
  await page.waitForTimeout(500);
};

export const scenes: readonly Scene[] = [
  { name: 'calls-picked', size: wide, act: pickThree },
  {
    name: 'calls-picked-narrow',
    size: narrow,
    dark: true,
    english: true,
    async act(page) {
      await pickThree(page);
      await page.keyboard.press('s');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'palette',
    size: wide,
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('pdj');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'palette-narrow',
    size: narrow,
    dark: true,
    english: true,
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'calls-reading-past',
    size: wide,
    prepare(state) {
      Object.assign(state, { calls: [], missed: [] });
      state.accounts = state.accounts.map((account) => ({ ...account, status: { ...account.status, ...halfRead } }));
    },
  },
  { name: 'calls-gone', size: wide, hash: '#/calls/17' },
  { name: 'calls-search', size: wide, act: searchFor('мария') },
  { name: 'calls-search-narrow', size: narrow, dark: true, english: true, act: searchFor('8 (916) 100') },
  { name: 'calls-wide', size: wide, prepare: ring, act: choose },
  { name: 'calls-wide-dark', size: wide, dark: true, prepare: ring, act: choose },
  { name: 'calls-many', size: wide, english: true, prepare: ringMany },
  { name: 'calls-medium', size: medium },
  { name: 'calls-medium-sheet', size: medium, act: choose },
  { name: 'calls-narrow', size: narrow, prepare: ring },
  { name: 'calls-narrow-dark', size: narrow, dark: true },
  { name: 'calls-narrow-detail', size: narrow, act: choose },
  {
    name: 'calls-order',
    size: wide,
    act: (page) =>
      page
        .getByRole('button', { name: /^Перезвонить:/ })
        .first()
        .click(),
  },
  {
    name: 'calls-lost',
    size: wide,
    prepare(state) {
      ringMany(state);
      state.digest = { from: 0, to: 0, calls: 4, toCallBack: 2 };
    },
    act: loseProgram,
  },
  {
    name: 'calls-note-waits',
    size: wide,
    async act(page, server) {
      await choose(page);
      await page.getByLabel(/^О звонящем$/).waitFor();
      await loseProgram(page, server);
      await page.getByLabel(/^О звонящем$/).fill('ждёт счёт на 48 000 ₽, выслать до среды');
      await page.getByLabel(/^Об этом звонке$/).fill('перезвонить после обеда');
    },
  },
  { name: 'calls-tried', size: wide, prepare: tryAll },
  { name: 'calls-tried-narrow', size: narrow, english: true, dark: true, prepare: tryAll },
  { name: 'calls-note-changed', size: wide, english: true, dark: true, act: writeTogether },
  { name: 'calls-note-changed-narrow', size: narrow, act: writeTogether },
  { name: 'calls-lost-narrow-english-dark', size: narrow, dark: true, english: true, act: loseProgram },
  { name: 'calls-lost-narrow', size: narrow, prepare: ring, act: loseProgram },
  { name: 'recordings-lost', size: wide, hash: '#/recordings', act: loseProgram },
  {
    name: 'recordings-lost-narrow',
    size: narrow,
    dark: true,
    english: true,
    hash: '#/recordings',
    prepare: everyState,
    act: loseProgram,
  },
  { name: 'ringing-lost', size: wide, dark: true, hash: '#/settings/notifications', prepare: ring, act: loseProgram },
  {
    name: 'account-page-lost',
    size: narrow,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(),
    act: loseProgram,
  },
  { name: 'calls-lost-accounts', size: wide, english: true, hash: '#/settings/accounts', act: loseProgram },
  {
    name: 'calls-troubles',
    size: wide,
    prepare(state) {
      state.notices = [
        { kind: 'database-set-aside', path: '/home/user/.local/share/perezvon/perezvon.sqlite.broken-1', detail: '' },
      ];
      state.vault = { kind: 'memory', locked: false, fileExists: false };
      state.digest = { from: 0, to: 0, calls: 4, toCallBack: 2 };
      state.accounts = state.accounts.map((account, index) =>
        index === 0
          ? {
              ...account,
              status: { ...account.status, state: 'needs-attention', problem: { code: 'BAD_CREDENTIALS' } },
            }
          : account,
      );
    },
  },
  { name: 'calls-certificates-late', size: wide, prepare: withCertificates('late') },
  {
    ...{ name: 'calls-certificates-unread-narrow', size: narrow, dark: true, english: true },
    prepare: withCertificates('unread'),
  },
  {
    name: 'calls-empty',
    size: wide,
    prepare(state) {
      state.calls = [];
      state.missed = [];
    },
  },
  { name: 'ringing-elsewhere', size: wide, hash: '#/settings/notifications', prepare: ring },
  { name: 'ringing-elsewhere-narrow', size: narrow, dark: true, english: true, hash: '#/recordings', prepare: ring },
  {
    ...{ name: 'ringing-elsewhere-lines', size: { width: 1200, height: 800 }, hash: fullLineHash },
    prepare(state) {
      withLines(state);
      ring(state);
    },
  },
  { name: 'calls-none-found', size: medium, act: (page) => page.locator('[data-search]').fill('ыыы') },
  { name: 'calls-dial', size: wide, act: (page) => page.keyboard.press('d') },
  { name: 'calls-dial-narrow', size: narrow, act: (page) => page.keyboard.press('d') },
  { name: 'calls-dial-ordered', size: narrow, prepare: orderedBefore, act: (page) => page.keyboard.press('d') },
  { name: 'calls-ordered', size: wide, dark: true, english: true, prepare: orderedBefore, act: openOrdered },
  { name: 'calls-dial-emergency', size: medium, dark: true, act: dial('112') },
  { name: 'calls-orders-held', size: wide, prepare: orderedNow },
  { name: 'calls-orders-held-narrow', size: narrow, english: true, dark: true, prepare: orderedNow },
  { name: 'calls-order-again', size: wide, dark: true, prepare: orderedNow, act: askAgain },
  { name: 'calls-order-again-narrow', size: narrow, english: true, prepare: orderedNow, act: askAgain },
  { name: 'calls-dial-several', size: wide, act: dial('моб. 89161000232, раб. 8 495 123-45-67') },
  { name: 'calls-dial-short', size: narrow, dark: true, act: dial('8-495-123-45-6') },
  { name: 'calls-dial-rest', size: narrow, english: true, act: dial('8 916 100-02-32-33') },
  { name: 'calls-dial-extension', size: narrow, act: dial('+7 495 123-45-67 доб. 123') },
  { name: 'calls-dial-service', size: narrow, english: true, act: dial('0611') },
  {
    name: 'calls-dial-own',
    size: wide,
    async act(page) {
      await dial('810 44 20 7946 0018')(page);
      await page.getByLabel('Сначала зазвонит').fill('+7 916 555-09-09');
    },
  },
  {
    name: 'calls-last-recording',
    size: wide,
    prepare(state) {
      const recorded = state.calls.find((call) => call.recording === 'stored');
      state.cards = [ringingCard(0, {}, { before: { count: 3, lastRecordingId: recorded?.id } })];
    },
    act: (page) => page.getByRole('button', { name: 'Слушать прошлую запись' }).click(),
  },
  {
    name: 'calls-snoozed',
    size: wide,
    prepare: settle,
    act: (page) => page.getByRole('button', { name: 'Отложены: 1' }).click(),
  },
  {
    name: 'calls-resolved',
    size: narrow,
    dark: true,
    english: true,
    prepare: settle,
    act: (page) => page.getByRole('button', { name: 'Recently done' }).click(),
  },
  {
    name: 'calls-table',
    size: wide,
    prepare: tryAll,
    act: (page) => page.getByRole('button', { name: 'Сохранить или напечатать' }).click(),
  },
  {
    name: 'calls-table-narrow',
    size: narrow,
    english: true,
    dark: true,
    act: (page) => page.getByRole('button', { name: 'Save or print' }).click(),
  },
  {
    name: 'calls-paper',
    size: { width: 1000, height: 700 },
    dark: true,
    async act(page) {
      await page.getByRole('button', { name: 'Сохранить или напечатать' }).click();
      await page.getByRole('button', { name: 'Напечатать…' }).click();
      await page.locator('.print-sheet').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
    },
  },
  {
    name: 'calls-export',
    size: medium,
    prepare(state) {
      state.slow = true;
    },
    async act(page) {
      await page.getByRole('button', { name: 'Сохранить или напечатать' }).click();
      await page.getByRole('button', { name: 'Сделать файл' }).click();
      await page.waitForTimeout(900);
    },
  },
  {
    name: 'calls-exported',
    size: narrow,
    english: true,
    dark: true,
    async act(page) {
      await page.getByRole('button', { name: 'Save or print' }).click();
      await page.getByRole('button', { name: 'Make the file' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'calls-connection',
    size: wide,
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: /^Связь:/ }).click(),
  },
  {
    name: 'calls-connection-narrow',
    size: narrow,
    english: true,
    dark: true,
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: /^Connection:/ }).click(),
  },
  { name: 'calls-shortcuts', size: wide, dark: true, act: (page) => page.keyboard.press('?') },
  { name: 'recordings-wide', size: wide, hash: '#/recordings' },
  { name: 'recordings-player', size: wide, hash: '#/recordings', prepare: writeNotes, act: playFirst },
  {
    name: 'recordings-player-medium',
    size: medium,
    english: true,
    hash: '#/recordings',
    prepare: writeNotes,
    act: playFirst,
  },
  { name: 'recordings-player-narrow', size: narrow, dark: true, hash: '#/recordings', act: playFirst },
  {
    name: 'recordings-notes',
    size: wide,
    dark: true,
    hash: '#/recordings',
    prepare: writeNotes,
    async act(page) {
      await playFirst(page);
      await page.keyboard.press('n');
      await page.keyboard.type('обещали перезвонить');
    },
  },
  {
    name: 'recordings-notes-narrow',
    size: narrow,
    english: true,
    hash: '#/recordings',
    prepare: writeNotes,
    async act(page) {
      await playFirst(page);
      await page.keyboard.press('n');
    },
  },
  { name: 'recordings-states', size: wide, hash: '#/recordings', prepare: everyState },
  { name: 'recordings-states-dark', size: wide, dark: true, english: true, hash: '#/recordings', prepare: everyState },
  { name: 'recordings-states-narrow', size: narrow, hash: '#/recordings', prepare: everyState },
  {
    name: 'recordings-chosen',
    size: medium,
    hash: '#/recordings',
    async act(page) {
      const boxes = page.getByRole('checkbox');
      await boxes.first().click();
      await boxes.nth(3).click({ modifiers: ['Shift'] });
    },
  },
  {
    name: 'recordings-volume',
    size: narrow,
    hash: '#/recordings',
    async act(page) {
      await playFirst(page);
      await page.getByRole('button', { name: /^Громкость/ }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'recordings-several',
    size: wide,
    english: true,
    hash: '#/recordings',
    async act(page) {
      await page.getByRole('button', { name: 'Incoming' }).click();
      const boxes = page.getByRole('checkbox');
      await boxes.first().click();
      await boxes.nth(5).click({ modifiers: ['Shift'] });
    },
  },
  {
    name: 'recordings-discard',
    size: narrow,
    hash: '#/recordings',
    async act(page) {
      await page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: /^Слушать:.*на этом компьютере$/ }) })
        .first()
        .getByRole('button', { name: /^Другие действия/ })
        .click();
      await page.getByRole('menuitem', { name: 'Удалить с компьютера…' }).click();
    },
  },
  {
    name: 'recordings-none-found',
    size: narrow,
    dark: true,
    english: true,
    hash: '#/recordings',
    act: (page) => page.getByRole('searchbox').fill('zzzz'),
  },
  {
    name: 'recordings-disk-full',
    size: medium,
    hash: '#/recordings',
    async act(page, server) {
      const failed = server.state.calls.find(({ recording }) => recording === 'remote');
      const recording = { callId: failed?.id ?? 0, state: 'failed', problem: { code: 'DISK_FULL' } } as const;
      server.push({ kind: 'recording', recording });
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'recordings-fetching',
    size: medium,
    hash: '#/recordings',
    act: (page) =>
      page
        .getByRole('button', { name: /^Слушать:.*у провайдера$/ })
        .first()
        .click(),
  },
  {
    name: 'voicemail',
    size: wide,
    prepare: withMessages,
    act: (page) => page.getByRole('button', { name: 'Голосовая почта' }).click(),
  },
  {
    name: 'voicemail-empty-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: withMessages,
    async act(page) {
      await page.getByRole('button', { name: 'Voicemail' }).click();
      await page.getByRole('radio', { name: 'Heard', exact: true }).click();
    },
  },
  { name: 'calls-importing', size: medium, prepare: withContract(halfRead), act: (page) => page.waitForTimeout(1_600) },
  { name: 'account-page', size: wide, hash: '#/settings/accounts/contract', prepare: withContract() },
  {
    name: 'account-page-importing',
    size: wide,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(halfRead),
  },
  {
    name: 'account-page-narrow',
    size: narrow,
    english: true,
    hash: '#/settings/accounts/contract',
    prepare(state) {
      withContract(halfRead)(state);
      const now = Date.now();
      state.details.set('contract', {
        token: { validUntil: now + 12 * 86_400_000 },
        lines: [
          {
            ...{ number: '+74950000110', label: '+7 495 000-01-10', listed: true, calls: 1 },
            ...{ newestAt: now - 3_600_000, hasUnanswered: false },
          },
          { number: '+74990000120', label: '+7 499 000-01-20', listed: false, calls: 0, hasUnanswered: false },
        ],
      });
    },
  },
  {
    name: 'account-revoked',
    size: wide,
    hash: '#/settings/accounts',
    prepare: withContract({ state: 'needs-attention', problem: { code: 'TOKEN_REVOKED' }, works: [] }),
  },
  {
    name: 'account-shared-narrow',
    size: narrow,
    dark: true,
    hash: '#/settings/accounts',
    prepare: withContract({ state: 'failing', problem: { code: 'TOKEN_SHARED' }, works: [] }),
  },
  {
    name: 'account-new-token',
    size: wide,
    hash: '#/settings/accounts/contract',
    prepare: withContract({ state: 'needs-attention', problem: { code: 'TOKEN_EXPIRED' }, works: [] }),
    act: (page) => page.getByRole('main').getByRole('button', { name: 'Вставить новый токен' }).first().click(),
  },
  {
    name: 'account-edit-narrow',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(),
    act: (page) => page.getByRole('button', { name: 'Change' }).click(),
  },
  { name: 'settings-accounts', size: wide, hash: '#/settings/accounts' },
  { name: 'settings-accounts-narrow', size: narrow, hash: '#/settings/accounts' },
  {
    name: 'settings-edit',
    size: wide,
    hash: '#/settings/accounts',
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: 'Изменить' }).first().click(),
  },
  {
    name: 'settings-phones',
    size: narrow,
    dark: true,
    english: true,
    hash: '#/settings/accounts',
    prepare: troubles,
    async act(page) {
      await page.getByRole('button', { name: 'Change' }).first().click();
      await page.getByRole('textbox', { name: /^Whose phone is .*101/ }).fill('Anna, the counter');
    },
  },
  {
    name: 'settings-remove',
    size: wide,
    dark: true,
    hash: '#/settings/accounts',
    act: (page) => page.getByRole('button', { name: 'Удалить' }).first().click(),
  },
  { name: 'settings-notifications', size: wide, hash: '#/settings/notifications' },
  {
    name: 'settings-relay',
    size: wide,
    hash: '#/settings/calls-in',
    act: (page) => page.getByRole('radio', { name: /на сервере/ }).click(),
  },
  { name: 'settings-recordings', size: wide, hash: '#/settings/recordings' },
  {
    name: 'settings-recordings-narrow',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/recordings',
    async act(page) {
      await page.getByLabel('Room for recordings').selectOption('500');
    },
  },
  { name: 'settings-look', size: medium, dark: true, hash: '#/settings/look' },
  {
    name: 'settings-quiet',
    size: wide,
    hash: '#/settings/notifications',
    prepare: beQuiet,
  },
  { name: 'settings-quiet-narrow', size: narrow, dark: true, hash: '#/settings/notifications', prepare: beQuiet },
  {
    name: 'quiet-menu',
    size: wide,
    dark: true,
    prepare: beQuiet,
    act: (page) => page.getByRole('button', { name: /^Не беспокоить/ }).click(),
  },
  {
    name: 'quiet-menu-narrow',
    size: narrow,
    act: (page) => page.getByRole('button', { name: /^Не беспокоить/ }).click(),
  },
  { name: 'diagnostics-idle', size: wide, hash: '#/settings/diagnostics' },
  { name: 'diagnostics-done', size: wide, hash: '#/settings/diagnostics', act: diagnose },
  {
    name: 'diagnostics-done-dark',
    size: wide,
    dark: true,
    english: true,
    hash: '#/settings/diagnostics',
    act: diagnose,
  },
  { name: 'diagnostics-done-narrow', size: narrow, hash: '#/settings/diagnostics', act: diagnose },
  {
    name: 'diagnostics-log',
    size: medium,
    dark: true,
    hash: '#/settings/diagnostics',
    async act(page) {
      await page.getByText('Последние строки').click();
      await page.getByRole('button', { name: 'Скопировать отчёт' }).click();
      await page.getByText('Последние строки').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-data-shorter',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/data',
    async act(page) {
      await page.getByLabel('Calls', { exact: true }).selectOption('365');
    },
  },
  { name: 'settings-data', size: medium, hash: '#/settings/data' },
  ...onboardingScenes,
  ...lineScenes,
  ...numberScenes,
  ...toolScenes,
  ...updateScenes,
];

import type { Page } from '@playwright/test';
import type { Recording } from '../../shared/contract/recording.ts';
import type { FixtureState } from './fixture-state.ts';
import { withContract } from './onboarding-scenes.ts';
import { medium, narrow, type Scene, wide } from './scene.ts';
import { loseProgram, ringingCard } from './scene-steps.ts';

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
      const id = state.recordingNotes.length + 1;
      state.recordingNotes.push({ id, callId: call.id, atSeconds: 17 + index * 41, text, createdAt: call.startedAt });
    }
  }
};

export const recordingScenes: readonly Scene[] = [
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
  {
    name: 'calls-last-recording',
    size: wide,
    prepare(state) {
      const recorded = state.calls.find((call) => call.recording === 'stored');
      state.cards = [ringingCard(0, {}, { before: { count: 3, lastRecordingId: recorded?.id } })];
    },
    act: (page) => page.getByRole('button', { name: 'Слушать прошлую запись' }).click(),
  },
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
    name: 'recordings-selected',
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
      await page.getByRole('button', { name: /^Filters/ }).click();
      await page.getByRole('button', { name: 'Voicemail' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: 'Listened to', exact: true }).click();
    },
  },
];

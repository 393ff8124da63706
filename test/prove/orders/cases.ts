import { setTimeout as rest } from 'node:timers/promises';
import type { Client } from '../../../shared/contract/contract.ts';
import { good, lostAnswers, type OrderAnswer, refusal, usualAnswers } from './answers.ts';
import { clickUntilUnlocked, type Desk } from './desk.ts';
import type { ProviderByDocument } from './provider-by-document.ts';

/** Clicks on one number, by the clock on the wall. */
export interface OrderCase {
  what: string;
  answer: OrderAnswer;
  tookMs: number;
  /** How many orders the user has pressed for. */
  wanted: number;
  click(at: At): Promise<void>;
}

export interface At {
  desk: Desk;
  provider: ProviderByDocument;
  pages: readonly Client[];
}

const apartMs = [10, 40, 90, 140, 200, 500, 1000];
const afterMs = [0, 100, 500, 1000, 1400];
const tookMs = [100, 2000, 29_000, 61_000];
/** How long the head of an answer is waited for, and a little. */
const heardOfMs = 30_000;

function clicksApart(answer: OrderAnswer): OrderCase[] {
  return apartMs.map((apart) => ({
    what: `two clicks ${apart} ms apart, and one 3 s after`,
    answer,
    tookMs: 100,
    wanted: 1,
    async click({ desk }) {
      const first = desk.click();
      await rest(apart);
      await Promise.all([first, desk.click()]);
      // A refusal that was read may be asked for again.
      if (answer === refusal) return;
      await rest(3000);
      await desk.click();
    },
  }));
}

function clicksAfter(answer: OrderAnswer, took: number): OrderCase[] {
  const whenTold = afterMs.map(
    (after): OrderCase => ({
      what: `a click ${after} ms after it was told`,
      answer,
      tookMs: took,
      wanted: 1,
      async click({ desk }) {
        await desk.click();
        await rest(after);
        await desk.click();
      },
    }),
  );
  if (took <= heardOfMs) return whenTold;
  const whenAnswered = afterMs.map(
    (after): OrderCase => ({
      what: `a click ${after} ms after its late answer`,
      answer,
      tookMs: took,
      wanted: 1,
      async click({ desk, provider }) {
        await Promise.all([desk.click(), provider.answered(desk.number)]);
        await rest(after);
        await desk.click();
      },
    }),
  );
  return [...whenTold, ...whenAnswered];
}

const ofLostAnswers = lostAnswers.map(
  (answer): OrderCase => ({
    what: 'a click 0.1 s and one 2 s after it was told',
    answer,
    tookMs: 100,
    wanted: 1,
    async click({ desk }) {
      await desk.click();
      await rest(100);
      await desk.click();
      await rest(1900);
      await desk.click();
    },
  }),
);

const ofTwoPages = [...usualAnswers, refusal].map(
  (answer): OrderCase => ({
    what: 'two pages at once, before and after it was told',
    answer,
    tookMs: 100,
    wanted: 1,
    async click({ desk, pages }) {
      const both = () => Promise.all(pages.map((page) => desk.click({ page })));
      await both();
      await both();
    },
  }),
);

const ofAgain: OrderCase[] = [
  ...lostAnswers.slice(0, 4).map(
    (answer): OrderCase => ({
      what: '"order again" twice, by both pages at once, and clicks between',
      answer,
      tookMs: 100,
      wanted: 3,
      async click({ desk, pages }) {
        let last = await desk.click();
        for (let time = 0; time < 2; time += 1) {
          await clickUntilUnlocked(desk);
          const unknown = last.id;
          [last] = (await Promise.all(pages.map((page) => desk.click({ page, again: unknown })))) as [typeof last];
          // The same press once more names what is not the last order any longer.
          await desk.click({ again: unknown });
        }
      },
    }),
  ),
  {
    what: '"order again" 0.1 s after it was told',
    answer: lostAnswers[0] as OrderAnswer,
    tookMs: 100,
    wanted: 1,
    async click({ desk }) {
      const { id } = await desk.click();
      await rest(100);
      await desk.click({ again: id });
    },
  },
  {
    what: '"order again" of an order that is under way',
    answer: good,
    tookMs: 100,
    wanted: 1,
    async click({ desk }) {
      const { id } = await desk.click();
      await rest(2000);
      await desk.click({ again: id });
    },
  },
];

export const cases: readonly OrderCase[] = [
  ...[...usualAnswers, refusal].flatMap(clicksApart),
  ...tookMs.flatMap((took) => usualAnswers.flatMap((answer) => clicksAfter(answer, took))),
  ...clicksAfter(refusal, 100),
  ...ofLostAnswers,
  ...ofTwoPages,
  ...ofAgain,
];

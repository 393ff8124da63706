import { randomUUID } from 'node:crypto';
import type { Client } from '../../../shared/contract/contract.ts';
import type { SurvivingApp } from '../crash/surviving-app.ts';
import { usualAnswers } from './answers.ts';
import type { OrderCase } from './cases.ts';
import { clickUntilUnlocked, type Desk, type DeskDeps, openDesk, openPages } from './desk.ts';
import { type Row, rowOf } from './row.ts';

/** Clicks on one number, between kills. */
type RestartCase = Pick<OrderCase, 'what' | 'answer' | 'tookMs' | 'wanted'>;

export const restartCases: readonly RestartCase[] = usualAnswers.flatMap((answer) => [
  { what: 'a kill after it was told', answer, tookMs: 100, wanted: 1 },
  { what: 'a kill before its answer', answer, tookMs: 20_000, wanted: 1 },
  { what: 'a kill before its answer, then "order again"', answer, tookMs: 20_000, wanted: 2 },
]);

/** kill -9 between click and click: of orders that are answered by then, and of those that are not; and once more after that. */
export async function clickOverRestarts(
  app: SurvivingApp,
  chosen: readonly RestartCase[],
  deps: Pick<DeskDeps, 'provider' | 'accountId'>,
): Promise<Row[]> {
  let pages: readonly Client[] = await openPages(await app.connection());
  const deskFor = (answer: DeskDeps['answer'], tookMs: number) =>
    openDesk({ ...deps, answer, tookMs, pages: () => pages });
  const tried = chosen.map((one) => ({ ...one, desk: deskFor(one.answer, one.tookMs), clickId: randomUUID() }));

  async function killAndStart(): Promise<void> {
    await app.kill();
    await app.start();
    pages = await openPages(await app.connection());
  }

  await Promise.all(
    tried.map(async ({ desk, clickId, tookMs }) => {
      const told = desk.click({ clickId });
      // The page dies with the connection.
      told.catch(() => {});
      await (tookMs > 100 ? deps.provider.asked(desk.number) : told);
    }),
  );
  await killAndStart();
  const both = ({ desk, clickId }: { desk: Desk; clickId: string }) =>
    // A page that lost its connection sends its click again; a person clicks anew.
    Promise.all([desk.click({ clickId }), desk.click({ page: pages[1] as Client })]);
  const seen = await Promise.all(tried.map(both));
  await killAndStart();
  await Promise.all(tried.map(both));
  await Promise.all(
    tried.map(async ({ desk, wanted }, at) => {
      if (wanted !== 2) return;
      const again = seen[at]?.[0].id ?? '';
      await clickUntilUnlocked(desk);
      await Promise.all(pages.map((page) => desk.click({ page, again })));
    }),
  );
  return tried.map((one) => rowOf(one, one.desk, deps.provider));
}

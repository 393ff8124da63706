/**
 * `npm run prove -- orders`: what a user pays, by clicks on pages of the program at a provider that is written from its document.
 * All of it by the clock on the wall and side by side, so that it takes little longer than its slowest answer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBundles } from '../../../build/setup/bundles.mjs';
import { connectDraft, draftFor } from '../../fixtures/running-core.ts';
import { testAccount } from '../../fixtures/sipnet-account.ts';
import { createSurvivingApp } from '../crash/surviving-app.ts';
import { cases, type OrderCase } from './cases.ts';
import { openDesk, openPages } from './desk.ts';
import { openProvider } from './provider-by-document.ts';
import { clickOverRestarts, restartCases } from './restarts.ts';
import { type Row, rowOf } from './row.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

await ensureBundles();
const directory = await mkdtemp(join(tmpdir(), 'perezvon-orders-'));
const provider = await openProvider(testAccount);

async function openApp(name: string) {
  const app = createSurvivingApp({ dataDirectory: join(directory, name), onStart: async () => {} });
  await app.start();
  const connection = await app.connection();
  const account = await connectDraft(connection.client, { ...draftFor(provider.url), webhook: false });
  return { app, connection, accountId: account.id };
}

/** Between the first clicks of two rows, ms: together they would keep the program so busy that no click fell where it is meant to. */
const restMs = 120;

async function inOneRun(chosen: readonly OrderCase[]): Promise<Row[]> {
  if (chosen.length === 0) return [];
  const { app, connection, accountId } = await openApp('one-run');
  try {
    const pages = await openPages(connection);
    // Those that take longest begin first.
    const inTurn = [...chosen].sort((one, other) => other.tookMs - one.tookMs);
    return await Promise.all(
      chosen.map(async (one) => {
        await rest(inTurn.indexOf(one) * restMs);
        const desk = openDesk({ ...one, provider, accountId, pages: () => pages });
        try {
          await one.click({ desk, provider, pages });
          return rowOf(one, desk, provider);
        } catch (error) {
          return { ...rowOf(one, desk, provider), fault: String(error) };
        }
      }),
    );
  } finally {
    await app.close();
  }
}

async function overRestarts(chosen: typeof restartCases): Promise<Row[]> {
  if (chosen.length === 0) return [];
  const { app, accountId } = await openApp('restarts');
  try {
    return await clickOverRestarts(app, chosen, { provider, accountId });
  } finally {
    await app.close();
  }
}

try {
  const { only = '' } = values;
  const isChosen = ({ what, answer }: Pick<OrderCase, 'what' | 'answer'>) => `${what}: ${answer.name}`.includes(only);
  const [clicks, restarts] = await Promise.all([
    inOneRun(cases.filter(isChosen)),
    overRestarts(restartCases.filter(isChosen)),
  ]);
  const rows = [...clicks, ...restarts];
  console.table(rows);
  const faulty = rows.filter(({ fault }) => fault !== '');
  console.log(`${rows.length} rows, ${faulty.length} at fault`);
  process.exitCode = faulty.length === 0 ? 0 : 1;
} finally {
  await provider.close();
  await rm(directory, { recursive: true, force: true });
}

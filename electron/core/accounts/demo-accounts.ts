import { type AccountDraft, usualTimeZone } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { AccountRows } from '../database/account-rows.ts';
import type { People } from '../people/people.ts';
import type { DemoProvider, Logger, RunningDemo, SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { Accounts } from './accounts.ts';

/** The accounts that a newcomer looks around with: at stands of this program's own, through all that real ones go through. */
export interface DemoAccounts {
  /** Connects them, or points those that are here at the stands of this run. Resolves to the id of the first. */
  start(): Promise<string>;
  /** The same at the start of the program: a vault that is still locked asks the user first, and the demo follows. */
  wish(): Promise<void>;
  /** Those of an earlier run need their stands before their sessions start; and what was wished for is done now. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export interface DemoAccountsDeps {
  factory: DemoProvider | undefined;
  vault: SecretVault;
  rows: AccountRows;
  accounts: Accounts;
  people: People;
  logger: Logger;
}

export function createDemoAccounts({ factory, vault, rows, accounts, people, logger }: DemoAccountsDeps): DemoAccounts {
  let stands: Promise<RunningDemo> | undefined;
  let wished = false;

  /**
   * Looking around must not begin with a passphrase. The demo's credentials stand in this program's own source, so where
   * no keychain answered and nothing real is at stake, memory for this run will do; the page says that it is in use.
   */
  function allowMemoryVault(): void {
    const { kind, fileExists } = vault.state();
    if (kind === 'none' && !fileExists && rows.all().every((account) => account.demo)) vault.useMemory();
  }

  async function start(): Promise<string> {
    if (factory === undefined) throw new ProblemError('NOT_SUPPORTED');
    allowMemoryVault();
    stands ??= factory.start();
    const running = await stands;
    const known = rows.all().filter((account) => account.demo);
    const [first] = known;
    const described = describeDemo(running);
    if (first !== undefined) {
      // What the user removed stays away.
      for (const { id, provider, baseUrl } of known) {
        const now = described.find(({ draft }) => draft.provider === provider)?.draft;
        if (now !== undefined && now.baseUrl !== baseUrl) await accounts.moveDemo(id, now.baseUrl, now.credentials);
      }
      return first.id;
    }
    const ids: string[] = [];
    for (const { draft, lines } of described) {
      const account = await accounts.connect(draft, { demo: true });
      for (const line of lines) accounts.nameLine(account.id, line.number, line.label);
      ids.push(account.id);
    }
    for (const { number, name, note } of running.people) people.save({ key: parseParty(number).key, name, note });
    return ids[0] ?? '';
  }

  return {
    start,
    async wish() {
      wished = true;
      await start();
    },
    async resume() {
      if (!wished && !rows.all().some((account) => account.demo)) return;
      await start().catch((error) => logger.warn('demo-failed', { error }));
    },
    async close() {
      await stands?.then(
        (running) => running.close(),
        () => {},
      );
    },
  };
}

interface DemoAccount {
  /** As the connect form would be filled in. */
  draft: AccountDraft & { webhook: boolean; replaceHook: boolean };
  lines: RunningDemo['lines'];
}

/** The accounts of the demo, the one that rings first: they are at stands of this program's own. */
function describeDemo(demo: RunningDemo): DemoAccount[] {
  const { baseUrl, login, password, label, ownNumber, lines, warehouse } = demo;
  const { provider, numbers, token, lines: warehouseLines } = warehouse;
  return [
    {
      draft: {
        ...{ provider: 'sipnet', label, baseUrl, timeZone: usualTimeZone, ownNumber },
        ...{ credentials: { kind: 'password', login, password }, webhook: true, replaceHook: true },
      },
      lines,
    },
    {
      draft: {
        ...{ provider, label: warehouse.label, baseUrl: warehouse.baseUrl, timeZone: usualTimeZone },
        ...{ ownNumber: numbers[0] ?? '', numbers: [...numbers] },
        ...{ credentials: { kind: 'token', token }, webhook: false, replaceHook: false },
      },
      lines: warehouseLines,
    },
  ];
}

import { type AccountDraft, usualTimeZone } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { Language } from '../../../shared/words/start.ts';
import type { People } from '../people/people.ts';
import type { DemoProvider, Logger, RunningDemo, SecretVault } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { createSerialQueue } from '../serial-queue.ts';
import type { SettingRows } from '../settings/setting-rows.ts';
import type { AccountRows } from './account-rows.ts';
import type { Accounts } from './accounts.ts';

/** The accounts that a newcomer looks around with: at stands of this program's own, through all that real ones go through. */
export interface DemoAccounts {
  /**
   * Connects them, or points those that are here at the stands of this run. Resolves to the id of the first. `language` is
   * that of whoever asks, and counts where the user set none; what is connected stays in the language it was connected in.
   */
  start(language?: Language): Promise<string>;
  /** The same at the start of the program: a vault that is still locked asks the user first, and the demo follows. */
  request(language?: Language): Promise<void>;
  /** Those of an earlier run need their stands before their sessions start; and what was requested is done now. */
  resume(): Promise<void>;
  /** Somebody begins to look, and shall see a call ring soon. */
  attend(): void;
  /** Begins nothing any more, and ends what it began. */
  settle(): Promise<void>;
  /** After the accounts, which speak with the stands. */
  close(): Promise<void>;
}

export interface DemoAccountsDeps {
  factory: DemoProvider | undefined;
  vault: SecretVault;
  rows: AccountRows;
  settings: SettingRows;
  /** The language that the user set; else `asked`, else the system's. */
  locale(asked?: Language): Language;
  accounts: Accounts;
  people: People;
  logger: Logger;
}

/** The setting that tells in which language the accounts that are here were connected. */
const storedKey = 'demoLanguage';

export function createDemoAccounts(deps: DemoAccountsDeps): DemoAccounts {
  const { factory, vault, rows, settings, accounts, people, logger } = deps;
  /** However many ask at once, the accounts are connected once: each start finds what the one before it left. */
  const starts = createSerialQueue();
  let running: { demo: RunningDemo; language: Language } | undefined;
  let requested: { language: Language | undefined } | undefined;
  let ended = false;

  /**
   * Looking around must not begin with a passphrase. The demo's credentials stand in this program's own source, so where
   * no keychain is open and nothing real is at stake, memory for this run will do; the page says that it is in use.
   */
  function allowMemoryVault(): void {
    const { kind, locked, fileExists } = vault.state();
    const isAnywhere = !locked || kind === 'passphrase' || fileExists;
    if (!isAnywhere && rows.all().every((account) => account.demo)) vault.useMemory();
  }

  /** Folders of before the demo spoke English have it in Russian. */
  function connectedIn(): Language {
    return settings.all()[storedKey] === 'en' ? 'en' : 'ru';
  }

  async function startNow(asked: Language | undefined): Promise<string> {
    if (factory === undefined || ended) throw new ProblemError('NOT_SUPPORTED');
    allowMemoryVault();
    const known = rows.all().filter((account) => account.demo);
    const [first] = known;
    const language = first === undefined ? deps.locale(asked) : connectedIn();
    if (running?.language !== language) {
      await running?.demo.close();
      running = undefined;
      running = { demo: await factory.start(language), language };
    }
    if (first === undefined) {
      settings.set(storedKey, language);
      return connectAll(running.demo);
    }
    const { demo } = running;
    // What the user removed stays away.
    for (const { id, provider, baseUrl } of known) {
      const now = describeDemo(demo).find(({ draft }) => draft.provider === provider)?.draft;
      if (now !== undefined && now.baseUrl !== baseUrl) await accounts.moveDemo(id, now.baseUrl, now.credentials);
    }
    return first.id;
  }

  /** All or none: half of them would look as if the user had removed the others. */
  async function connectAll(demo: RunningDemo): Promise<string> {
    const ids: string[] = [];
    try {
      for (const { draft, webhook, lines } of describeDemo(demo)) {
        const account = await accounts.connectDemo(draft, webhook);
        ids.push(account.id);
        for (const line of lines) accounts.nameLine(account.id, line.number, line.label);
      }
    } catch (error) {
      for (const id of ids) await accounts.remove(id);
      throw error;
    }
    for (const { number, name, note } of [...demo.people, ...demo.clinic.people])
      people.save({ key: parseParty(number).key, name, note });
    return ids[0] ?? '';
  }

  const start = (language?: Language) => starts.run(() => startNow(language));

  return {
    start,
    async request(language) {
      requested = { language };
      await start(language);
    },
    async resume() {
      if (requested === undefined && !rows.all().some((account) => account.demo)) return;
      await start(requested?.language).catch((error) => logger.warn('demo-failed', { error }));
    },
    attend: () => running?.demo.hasten(),
    async settle() {
      ended = true;
      await starts.drained();
    },
    async close() {
      await running?.demo.close();
    },
  };
}

interface DemoAccount {
  /** As the connect form would be filled in. */
  draft: AccountDraft;
  webhook: boolean;
  lines: RunningDemo['lines'];
}

/** The accounts of the demo, the one that rings first: they are at stands of this program's own. */
function describeDemo(demo: RunningDemo): DemoAccount[] {
  const { baseUrl, login, password, label, ownNumber, lines, warehouse, clinic } = demo;
  const { provider, numbers, token, lines: warehouseLines } = warehouse;
  return [
    {
      draft: {
        provider: 'sipnet',
        label,
        baseUrl,
        timeZone: usualTimeZone,
        ownNumber,
        credentials: { kind: 'password', login, password },
      },
      webhook: true,
      lines,
    },
    {
      draft: {
        provider,
        label: warehouse.label,
        baseUrl: warehouse.baseUrl,
        timeZone: usualTimeZone,
        ownNumber: numbers[0] ?? '',
        numbers: [...numbers],
        credentials: { kind: 'token', token },
      },
      webhook: false,
      lines: warehouseLines,
    },
    {
      draft: {
        provider: clinic.provider,
        label: clinic.label,
        baseUrl: clinic.baseUrl,
        timeZone: usualTimeZone,
        ownNumber: '',
        credentials: { kind: 'apikey', apikey: clinic.apiKey },
      },
      webhook: false,
      lines: clinic.lines,
    },
  ];
}

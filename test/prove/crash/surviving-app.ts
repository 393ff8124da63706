import type { Callback } from '../../../shared/contract/callback.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import { type Program, startProgram } from '../../e2e/fixtures/program.ts';
import { type ContractClient, enterProgram } from '../../fixtures/contract-client.ts';

/** The web host on one data directory, killed and started again by whoever wants to. */
export interface SurvivingApp {
  /** Of the process that runs now, once its vault is open; waits while there is none. */
  connection(): Promise<ContractClient>;
  /** Kills what runs, in whatever it is doing. */
  kill(): Promise<void>;
  /** Resolves when the vault is open, or when the process was killed before that. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface AfterStart {
  client: Client;
  /** What the page is told of orders at first. */
  shown: readonly Callback[];
}

const passphrase = 'between two kills';

/** `onStart` is called before anybody else gets to ask the new process. */
export function createSurvivingApp(options: {
  dataDirectory: string;
  onStart(started: AfterStart): Promise<void>;
}): SurvivingApp {
  let program: Program | undefined;
  let open = Promise.withResolvers<ContractClient>();
  let isOpen = false;

  async function enter(started: Program): Promise<void> {
    const connection = await enterProgram(await started.ready());
    await Promise.race([prepare(connection), connection.ended]);
    isOpen = true;
    open.resolve(connection);
  }

  async function prepare({ client }: ContractClient): Promise<void> {
    await client.host.unlockVault({ passphrase });
    const updates = await client.updates.watch();
    const first = await updates.next();
    if (first.done || first.value.kind !== 'snapshot') throw new Error('updates do not begin with a snapshot');
    await options.onStart({ client, shown: first.value.callbacks });
    await updates.return?.();
  }

  function forget(): void {
    if (!isOpen) return;
    isOpen = false;
    open = Promise.withResolvers();
  }

  return {
    connection: () => open.promise,
    async start() {
      const started = startProgram({
        args: ['--no-open', '--port', '0', '--data-dir', options.dataDirectory],
        env: { PEREZVON_VAULT: 'passphrase' },
      });
      program = started;
      try {
        await enter(started);
      } catch (error) {
        if (!started.process.killed) throw new Error(`${error}\n${started.stderr()}`, { cause: error });
      }
    },
    async kill() {
      forget();
      await program?.kill();
    },
    async close() {
      if (isOpen) (await open.promise).close();
      forget();
      await program?.stop();
    },
  };
}

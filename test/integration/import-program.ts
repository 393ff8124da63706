/** A program that reads a contract's month for the first time, to be killed in the middle. Forked by `import.test.ts`. */
import type { AccountDraft } from '../../shared/contract/account.ts';
import { startCore } from '../fixtures/running-core.ts';

export interface ImportTask {
  directory: string;
  draft: AccountDraft & { webhook: false; replaceHook: false };
}

process.once('message', async ({ directory, draft }: ImportTask) => {
  const { client, core } = await startCore({ directory });
  await client.accounts.connect(draft);
  core.watch((update) => {
    if (update.kind !== 'accounts') return;
    const importing = update.accounts[0]?.status.importing;
    if (importing !== undefined) process.send?.(importing.share);
  });
});
process.send?.('ready');

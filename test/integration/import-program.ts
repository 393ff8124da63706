/** A program that reads a contract's month for the first time, to be killed in the middle, and to go on with it. */
import type { AccountDraft } from '../../shared/contract/account.ts';
import { connectDraft, startCore } from '../fixtures/running-core.ts';

export interface ImportTask {
  directory: string;
  draft: AccountDraft & { webhook: false; replaceHook: false };
}

process.once('message', async ({ directory, draft }: ImportTask) => {
  const { client, core } = await startCore({ directory });
  const [known] = await client.accounts.list();
  // The vault of a test is gone with its process.
  if (known === undefined) await connectDraft(client, draft);
  else await client.accounts.update({ id: known.id, credentials: draft.credentials });
  core.watch((update) => {
    if (update.kind !== 'accounts') return;
    const importing = update.accounts[0]?.status.importing;
    if (importing !== undefined) process.send?.(importing.share);
  });
});
process.send?.('ready');

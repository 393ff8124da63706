import type { ContractRouterClient } from '@orpc/contract';
import { accountContract } from './account.ts';
import { accountToolsContract } from './account-tools/account-tools.ts';
import { callContract, missedContract } from './call.ts';
import { callbackContract } from './callback.ts';
import { dataContract } from './data.ts';
import { diagnosticsContract } from './diagnostics.ts';
import { hostContract } from './host.ts';
import { lineContract } from './line.ts';
import { personContract } from './person.ts';
import { recordingContract } from './recording.ts';
import { settingsContract } from './settings.ts';
import { liveContract, updatesContract } from './updates.ts';

/** All that the renderer may ask and is told. */
export const contract = {
  host: hostContract,
  accounts: accountContract,
  accountTools: accountToolsContract,
  updates: updatesContract,
  live: liveContract,
  calls: callContract,
  missed: missedContract,
  callbacks: callbackContract,
  people: personContract,
  recordings: recordingContract,
  lines: lineContract,
  settings: settingsContract,
  data: dataContract,
  diagnostics: diagnosticsContract,
};

export type Client = ContractRouterClient<typeof contract>;

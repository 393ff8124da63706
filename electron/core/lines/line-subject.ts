import type { Accounts } from '../accounts/accounts.ts';
import type { Base } from '../base.ts';
import { createReplacedSettingRows } from '../provider-settings/replaced-setting-rows.ts';
import type { Subject } from '../subject.ts';
import { createLineEditor } from './line-editor.ts';

/** What the lines of accounts are set to at their provider. */
export function createLineSubject({ os, clock, logger, database }: Base, accounts: Accounts) {
  const lines = createLineEditor({
    clock,
    logger,
    rows: createReplacedSettingRows(database),
    client: accounts.client,
  });
  return {
    procedures: {
      lines: {
        read: os.lines.read.handler(({ input }) => lines.read(input.accountId)),
        save: os.lines.save.handler(({ input }) => lines.save(input)),
        history: os.lines.history.handler(({ input }) => lines.history(input.accountId, input.number)),
      },
    },
  } satisfies Subject & Record<string, unknown>;
}

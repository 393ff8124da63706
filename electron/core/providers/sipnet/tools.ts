import type { Logger } from '../../ports.ts';
import { garbled } from '../failure.ts';
import { words } from '../fields.ts';
import type { ToolFacets } from '../provider.ts';
import { createForwarding } from './forwarding.ts';
import { createMoney } from './money.ts';
import { createCallerIds } from './own-numbers.ts';
import { createRecordingRules } from './recording-rules.ts';
import { readReport } from './reports.ts';
import { secretAddress } from './secret-address.ts';
import { createWebButtons } from './web-buttons.ts';
import type { Ask } from './wire.ts';

interface ToolDeps {
  baseUrl: string;
  logger: Logger;
}

/** What an account can do beside calls, its own or another's that it may act for. */
export function createTools(ask: Ask, { baseUrl, logger }: ToolDeps): Required<Omit<ToolFacets, 'universalNumbers'>> {
  return {
    forwarding: createForwarding(ask),
    recordingRules: createRecordingRules(ask),
    callerIds: createCallerIds(ask),
    money: createMoney(ask),
    webButtons: createWebButtons(ask),
    readReport: (question) => readReport(ask, question),
    async enterCabinet() {
      const { fields } = await ask.write('entercabinet', {});
      const url = secretAddress(words.parse(fields.url) ?? '', baseUrl);
      if (url === undefined) throw garbled();
      logger.protect?.(url.href);
      return url.href;
    },
  };
}

import { first } from './first.ts';
import { rest } from './rest.ts';

/** All words, for what checks them; the page loads the two parts one after the other. */
export const en = {
  ...first,
  ...rest,
  app: { ...first.app, ...rest.app },
  calls: {
    ...first.calls,
    voicemail: { ...first.calls.voicemail, ...rest.calls.voicemail },
    journey: { ...first.calls.journey, ...rest.calls.journey },
    export: { ...first.calls.export, ...rest.calls.export },
    detail: { ...first.calls.detail, ...rest.calls.detail },
  },
  callback: {
    ...first.callback,
    ...rest.callback,
    again: { ...first.callback.again, ...rest.callback.again },
  },
  accounts: { ...first.accounts, ...rest.accounts },
};

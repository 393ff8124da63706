import { first } from './first.ts';
import { rest } from './rest.ts';

/** All words, for what checks them; the page loads the two parts one after the other. */
export const ru = {
  ...first,
  ...rest,
  app: { ...first.app, ...rest.app },
  callback: { ...first.callback, ...rest.callback },
  accounts: { ...first.accounts, ...rest.accounts },
};

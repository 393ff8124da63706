import type { TrapTable } from '../../trap-table.ts';

/** Of ordered calls (SIPNET API 2.7.0, 6.5, 6.15, 6.16): what gencall answers is not documented. */
export interface OrderTraps {
  gencallId: 'id' | 'ID' | 'callid' | 'call_id' | 'none';
  gencallAnswer: 'beside' | 'number' | 'nested' | 'row';
  multicallId: 'as-gencall' | 'none';
  multicallAnswer: 'each' | 'first-takes-all';
  callbackEvents: 'destination-leg' | 'both-legs' | 'none';
  callbackRows: 'destination-leg' | 'both-legs';
  callbackCli: 'own-number' | 'source';
  calls2ById: 'any-day' | 'within-period' | 'ignored';
  calls2State: 'named' | 'absent' | 'other-words';
  calls2Rows: 'per-order' | 'per-leg';
  calls2Legs: 'shown' | 'absent';
}

export const orderTraps: TrapTable<OrderTraps> = {
  gencallId: {
    normal: 'id',
    others: ['ID', 'callid', 'call_id', 'none'],
    models: "the name of gencall's id is not documented, nor that there is one",
  },
  gencallAnswer: {
    normal: 'beside',
    others: ['number', 'nested', 'row'],
    models: 'nor where it stands: as a number, in an object, in the one row of calls',
  },
  multicallId: {
    normal: 'as-gencall',
    others: ['none'],
    models: 'genmulticall may answer no id where gencall has one',
  },
  multicallAnswer: {
    normal: 'each',
    others: ['first-takes-all'],
    models:
      'whether all who take a multicall talk together, or the first stops the ringing of the others, is not stated',
  },
  callbackEvents: {
    normal: 'destination-leg',
    others: ['both-legs', 'none'],
    models: 'which legs of an ordered call fire the hook is not stated',
  },
  callbackRows: {
    normal: 'destination-leg',
    others: ['both-legs'],
    models: 'an ordered call is billed, and listed, per leg',
  },
  callbackCli: {
    normal: 'own-number',
    others: ['source'],
    models: 'the called side of an order is shown the phone that was rung first',
  },
  calls2ById: {
    normal: 'any-day',
    others: ['within-period', 'ignored'],
    models: 'whether id= still obeys the period, or is obeyed at all, is not stated',
  },
  calls2State: {
    normal: 'named',
    others: ['absent', 'other-words'],
    models: 'rows of calls2 are not documented: they may tell no state, or in words of their own',
  },
  calls2Rows: { normal: 'per-order', others: ['per-leg'], models: 'calls2 has a row for each leg of an order' },
  calls2Legs: { normal: 'shown', others: ['absent'], models: 'nor how long each leg of an ordered call talked' },
};

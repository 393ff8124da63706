import { normalTraps, type TrapTable } from '../trap-table.ts';
import { type AnswerTraps, answerTraps } from './traps/answer-traps.ts';
import { type EventTraps, eventTraps } from './traps/event-traps.ts';
import { type ListTraps, listTraps } from './traps/list-traps.ts';
import { type OrderTraps, orderTraps } from './traps/order-traps.ts';
import { type SettingTraps, settingTraps } from './traps/setting-traps.ts';

/** Where the document is silent or reality is worse than the document, the stand can be told to behave as reality may. */
export interface Traps extends EventTraps, ListTraps, OrderTraps, AnswerTraps, SettingTraps {}

/** For each trap: how the stand behaves by itself, and what of reality the other values model. */
export const trapTable: TrapTable<Traps> = {
  ...eventTraps,
  ...listTraps,
  ...orderTraps,
  ...answerTraps,
  ...settingTraps,
};

export const noTraps: Traps = normalTraps(trapTable);

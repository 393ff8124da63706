/** What a table of calls may tell of each, in this order. */
export const callColumns = [
  'time',
  'direction',
  'outcome',
  'name',
  'number',
  'line',
  'account',
  'rang',
  'talked',
  'note',
] as const;
export type CallColumn = (typeof callColumns)[number];

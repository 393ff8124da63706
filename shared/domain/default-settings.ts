import type { Settings } from '../contract/settings.ts';
import { callColumns } from './call-columns.ts';

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  notifyIncoming: true,
  notifyMissed: true,
  sound: true,
  soundDevice: { id: '', label: '' },
  noticeCaller: 'full',
  quiet: { on: false, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 8 * 60 }] },
  relay: { mode: 'none', url: '', publicUrl: '', port: 8787 },
  listing: 'auto',
  recordings: { keep: 'on-demand', quotaMegabytes: 2048 },
  retention: { callDays: 0, recordingDays: 0, eventDays: 30 },
  tableColumns: [...callColumns],
  balanceLimits: {},
  callbackGreetings: {},
  startAtLogin: false,
  startHidden: true,
  whenClosed: 'auto',
  popup: true,
  hotkey: '',
  programUpdates: 'by-hand',
};

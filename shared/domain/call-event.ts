import type { Direction } from '../contract/call.ts';

/**
 * One thing heard about a call, on the common model. Providers turn their wire into these; `call-machine.ts` turns any
 * collection of them, in any order and with any repetition, into one state.
 */
export interface CallEvent {
  /** The provider's id of the whole call. */
  callId: string;
  /** The provider's id of the leg; several legs ring together when several phones do. Empty when not told. */
  legId: string;
  /** Which of the account's phones this leg belongs to. Empty when not told. */
  phone: string;
  kind: 'invite' | 'connected' | 'bye';
  direction: Direction;
  /** As received. */
  caller: string;
  callee: string;
  /**
   * The provider's own time of the event, epoch ms, when it can be read. Orders the events of one call and nothing else:
   * the provider's clock and zone are not to be trusted.
   */
  at: number | undefined;
  durationSeconds: number | undefined;
  /**
   * The provider's own time at which the call began, epoch ms, when it can be read: what its lists tell of the call as
   * well. Good for nothing else, since its clock and zone are not to be trusted.
   */
  begunAt?: number | undefined;
}

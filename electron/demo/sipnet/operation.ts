import type { Subscriber } from './accounts.ts';
import type { CallAudio } from './call-audio.ts';
import type { Fields } from './list-field.ts';
import type { Parameters } from './parameters.ts';
import type { Service } from './service.ts';
import type { SubscriberSettings } from './subscriber-settings.ts';
import type { Traps } from './traps.ts';

export interface OperationRequest {
  service: Service;
  /** Who the request acts for. */
  subject: Subscriber;
  settings: SubscriberSettings;
  parameters: Parameters;
  traps: Traps;
  now: number;
}

/** Answers with fields, or with the audio of a call. Throws Refusal. */
export type Operation = (request: OperationRequest) => Fields | CallAudio;

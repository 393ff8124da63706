/** What a subscriber has set up at the service: the state behind the setting operations. */
export interface SubscriberSettings {
  hookUrl: string | undefined;
  recording: RecordingSettings;
  /** Calls recorded since recording was last set, for `reccount`. */
  recordedCalls: number;
  redirect: Record<string, string>;
  buttons: WebButton[];
  phones: CallerNumber[];
  /** The one number that awaits its code: `checkcode` names none (SIPNET API 2.7.0, 6.13). */
  awaitingCode: { phone: string; checktype: 'sms' | 'call'; code: string } | undefined;
}

export interface RecordingSettings {
  incalls: 'Y' | 'N';
  outcalls: 'Y' | 'N';
  /** 0 means all. */
  reccount: number;
  /** Seconds. */
  expiration: number;
  child: 'Y' | 'N';
}

export interface WebButton {
  cid: string;
  phone: string;
  color: string;
  btntype: string;
  text: string;
  descr: string;
  dtmf: 'Y' | 'N';
}

export interface CallerNumber {
  phone: string;
  /** How it came to be the account's. */
  type: 'own' | 'sms' | 'call';
  default: 'Y' | 'N';
}

export const weekSeconds = 7 * 86_400;

export const noRecording: RecordingSettings = {
  incalls: 'N',
  outcalls: 'N',
  reccount: 0,
  expiration: weekSeconds,
  child: 'N',
};

export function createSubscriberSettings(numbers: readonly string[], recording: RecordingSettings): SubscriberSettings {
  return {
    hookUrl: undefined,
    recording: { ...recording },
    recordedCalls: 0,
    redirect: { redirtype: '0' },
    buttons: [],
    phones: numbers.map((phone, index) => ({ phone, type: 'own', default: index === 0 ? 'Y' : 'N' })),
    awaitingCode: undefined,
  };
}

import type { Fields } from './answer.ts';
import { moscowOffsetMinutes } from './dates.ts';

/** What a universal number (UN) is set to; names are those of the document. */
export interface UniversalNumber extends NumberSettings {
  /** Ten digits. */
  phone: string;
  dn_list: Destination[];
  /** East of Greenwich: `time_zone` is written from it in the unit that the trap says. */
  offsetMinutes: number;
  updated_by: string;
  /** Epoch ms. */
  updatedAt: number;
  /** Fields that the service does not know and keeps all the same. */
  extra?: Fields;
}

/** The rest of what may be changed. */
export interface NumberSettings {
  description: string;
  enabled: boolean;
  menu_allowed: boolean;
  need_begin_ivr: boolean;
  need_advert: boolean;
  need_record: boolean;
  say_ani: boolean;
  say_tone: boolean;
  ext_queue: boolean;
  /** Seconds. */
  max_queue_time: number;
  /** Seconds, as it seems. */
  make_call_time: number;
  op_ext_enabled: boolean;
  /** `ap_ext_enabled` in the table of the document. */
  ab_ext_enabled: boolean;
  /** Empty when nothing is sent. */
  voice_email: string;
  conf_email: string;
  fax_email: string;
}

/** A destination number (DN). */
export interface Destination {
  phone: string;
  /** HH:MM:SS. */
  begin: string;
  end: string;
  day: number;
  channels: number;
  priority: number;
  locked: boolean;
  record: boolean;
  /** Short number; empty when it has none. */
  ext: string;
  extra?: Fields;
}

/** As the sample has them. */
const newSettings: NumberSettings = {
  description: '',
  enabled: true,
  menu_allowed: false,
  need_begin_ivr: false,
  need_advert: false,
  need_record: false,
  say_ani: false,
  say_tone: false,
  ext_queue: false,
  max_queue_time: 20,
  make_call_time: 30,
  op_ext_enabled: false,
  ab_ext_enabled: false,
  voice_email: '',
  conf_email: '',
  fax_email: '',
};

/** The destination of the sample, without its phone. */
export const newDestination: Omit<Destination, 'phone'> = {
  begin: '00:00:00',
  end: '23:59:59',
  day: 0,
  channels: 1,
  priority: 0,
  locked: false,
  record: false,
  ext: '',
};

export interface NumberDescription {
  /** Ten digits. */
  phone: string;
  /** Left out, Moscow's. */
  offsetMinutes?: number;
  settings?: Partial<NumberSettings>;
  destinations?: readonly (Pick<Destination, 'phone'> & Partial<Destination>)[];
}

export function createUniversalNumber(described: NumberDescription, now: number): UniversalNumber {
  return {
    phone: described.phone,
    ...newSettings,
    ...described.settings,
    dn_list: (described.destinations ?? []).map((one) => ({ ...newDestination, ...one })),
    offsetMinutes: described.offsetMinutes ?? moscowOffsetMinutes,
    updated_by: 'user',
    updatedAt: now,
  };
}

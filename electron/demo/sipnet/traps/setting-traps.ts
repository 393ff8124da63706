import type { TrapTable } from '../../trap-table.ts';

/** Of settings and recordings (SIPNET API 2.7.0, 6.8-6.14, 6.17). */
export interface SettingTraps {
  partnerAccess: 'allowed' | 'refused';
  newPassword: 'told' | 'absent';
  childRows: 'without-password' | 'with-password';
  webhookRows: 'urls' | 'rows';
  buttonUpdate: 'defaults' | 'kept';
  buttonRows: 'as-sent' | 'as-kept' | 'without-id';
  phoneRows: 'rows' | 'texts' | 'by-number';
  defaultPhone: 'Y-N' | '1-0' | 'type' | 'absent';
  secondCheck: 'replaces' | 'refused';
  wrongCode: 'may-be-repeated' | 'ends-the-check';
  recordChildLeftOut: 'N' | 'kept';
  redirectSet: 'type-only' | 'complete';
  redirectLeftOut: 'cleared' | 'kept';
  redirectGet: 'fields' | 'nested' | 'nothing-when-off';
  redirectWaits: 'as-set' | 'seconds';
  childRecordings: 'to-main' | 'foruser-only';
  recordings: 'mp3' | 'octet-stream' | 'zip' | 'json-error' | 'html' | 'expired' | 'empty' | 'cut-short';
  recordingUrls: 'live' | 'expired';
}

export const settingTraps: TrapTable<SettingTraps> = {
  partnerAccess: {
    normal: 'allowed',
    others: ['refused'],
    models: 'foruser reaches a partner account only "if it is allowed for this account"',
  },
  newPassword: {
    normal: 'told',
    others: ['absent'],
    models: 'genuser tells the new password only "if it is allowed in the settings"',
  },
  childRows: {
    normal: 'without-password',
    others: ['with-password'],
    models: 'fields of a child are not documented: its password may be among them',
  },
  webhookRows: { normal: 'urls', others: ['rows'], models: 'webhooks is an array of texts, or of rows with a url' },
  buttonUpdate: {
    normal: 'defaults',
    others: ['kept'],
    models: 'what an update leaves out goes back to its default, or stays as it was',
  },
  buttonRows: {
    normal: 'as-sent',
    others: ['as-kept', 'without-id'],
    models: 'fields of a button are not documented: numbers in digits, colours without a sign, 1 and 0, or no id',
  },
  phoneRows: {
    normal: 'rows',
    others: ['texts', 'by-number'],
    models: 'phones "with type" is an array of rows, of texts, or an object of types by number',
  },
  defaultPhone: {
    normal: 'Y-N',
    others: ['1-0', 'type', 'absent'],
    models: 'how a row says that it is the default number is not documented, nor that it does',
  },
  secondCheck: {
    normal: 'replaces',
    others: ['refused'],
    models: 'checkcode names no number: another add takes the place of the one that waits, or is refused',
  },
  wrongCode: {
    normal: 'may-be-repeated',
    others: ['ends-the-check'],
    models: 'whether a code may be tried twice is not stated',
  },
  recordChildLeftOut: {
    normal: 'N',
    others: ['kept'],
    models: 'of all fields of recordcalls set, child alone has no stated default',
  },
  redirectSet: {
    normal: 'type-only',
    others: ['complete'],
    models: 'read literally, the document wants every field of redirect set',
  },
  redirectLeftOut: {
    normal: 'cleared',
    others: ['kept'],
    models: 'a condition that set does not name is taken away, or stays',
  },
  redirectGet: {
    normal: 'fields',
    others: ['nested', 'nothing-when-off'],
    models:
      'what redirect get answers is not documented: fields of set, the same in an object, nothing where none is set',
  },
  redirectWaits: { normal: 'as-set', others: ['seconds'], models: 'a wait set as 1m is told as 60s' },
  childRecordings: {
    normal: 'to-main',
    others: ['foruser-only'],
    models: "whether getrec gives the main account a child's recording without foruser is not stated",
  },
  recordings: {
    normal: 'mp3',
    others: ['octet-stream', 'zip', 'json-error', 'html', 'expired', 'empty', 'cut-short'],
    models: 'other types, an archive, an error text with HTTP 200, expired, cut',
  },
  recordingUrls: {
    normal: 'live',
    others: ['expired'],
    models: 'the URL of a row has expired while getrec still has the audio',
  },
};

import type { Fault } from '../../faults.ts';
import type { TrapTable } from '../../trap-table.ts';

/** Of requests and answers whatever the operation (SIPNET API 2.7.0, 2-5). */
export interface AnswerTraps {
  badDates: 'refused' | 'today';
  hourEnd: 'rule' | 'example';
  today: 'gmt' | 'moscow';
  errorStatus: 'ok' | 'http' | 'http-500';
  refusalBody: 'full' | 'bare' | 'other-fields' | 'html' | 'text' | 'empty';
  credentialRefusal: 'as-others' | 'empty-401' | 'json-401' | 'page-403' | 'login-page' | 'redirect';
  answersName: 'subject' | 'main' | 'stranger' | 'nobody';
  answerBody: 'plain' | 'byte-order-mark' | 'php-warning' | 'called-html' | 'padded';
  /** Operations. */
  bareAnswers: readonly string[];
  /** Operations. */
  notEnabled: readonly string[];
  slowAnswersMs: number;
  fault: Fault | null;
}

export const answerTraps: TrapTable<AnswerTraps> = {
  badDates: { normal: 'refused', others: ['today'], models: 'the real service silently takes a bad date as today' },
  hourEnd: {
    normal: 'rule',
    others: ['example'],
    models: 'the rule fills d2 to HH:59:59, the example of the document to HH:59:00',
  },
  today: { normal: 'gmt', others: ['moscow'], models: 'whose day a period without dates means is not stated' },
  errorStatus: {
    normal: 'ok',
    others: ['http', 'http-500'],
    models: 'errors come as an HTTP status of their own, or as 500, instead of HTTP 200',
  },
  refusalBody: {
    normal: 'full',
    others: ['bare', 'other-fields', 'html', 'text', 'empty'],
    models: 'a refusal without its code, under other fields, as a page, as a sentence, or with nothing to read',
  },
  credentialRefusal: {
    normal: 'as-others',
    others: ['empty-401', 'json-401', 'page-403', 'login-page', 'redirect'],
    models:
      'credentials are refused by what stands in front: 401, 403, a page to log in with HTTP 200, or the way to it',
  },
  answersName: {
    normal: 'subject',
    others: ['main', 'stranger', 'nobody'],
    models: 'answers under foruser name the main account, or all name a stranger or nobody',
  },
  answerBody: {
    normal: 'plain',
    others: ['byte-order-mark', 'php-warning', 'called-html', 'padded'],
    models: 'JSON behind a byte order mark, a warning of PHP or empty lines, or called HTML',
  },
  bareAnswers: {
    normal: [],
    others: [
      ['gencall', 'genmulticall'],
      ['balance', 'entercabinet'],
      ['genuser', 'children', 'webbuttons', 'aninnumbers', 'webhook', 'recordcalls', 'redirect'],
    ],
    models: 'these operations answer success and nothing of what was hoped for',
  },
  notEnabled: {
    normal: [],
    others: [['recordcalls', 'getrec'], ['gencall', 'genmulticall'], ['aninnumbers'], ['webhook'], ['children']],
    models: 'these operations have to be enabled by the support of the provider first',
  },
  slowAnswersMs: { normal: 0, others: [50], models: 'every answer takes this long' },
  fault: {
    normal: null,
    others: [{ kind: 'bad-gateway' }],
    models: '502, 429, HTML, garbage, silence, a dropped or cut connection, a redirect',
  },
};

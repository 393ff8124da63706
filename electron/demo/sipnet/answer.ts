import { compact } from '../../../shared/domain/compact.ts';
import type { Subscriber } from './accounts.ts';
import { longNumbers } from './call-ids.ts';
import type { Outcome } from './decision.ts';
import type { Fields } from './list-field.ts';
import type { Refusal } from './refusal.ts';
import type { Service } from './service.ts';
import type { Traps } from './traps.ts';

/** As the document says, although its title page says 2.7.0 (SIPNET API 2.7.0, 5). */
const apiVersion = '2.0.5';

/** One answer of the endpoint, as it goes out. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The outcome of an operation in words of the wire (SIPNET API 2.7.0, 5), or of a service that speaks otherwise. */
export function answerOf(outcome: Outcome, service: Service): Answer {
  const traps = service.traps();
  const common = { apiVersion, operation: outcome.operation, ...identity(outcome.named, service) };
  if (outcome.refusal === undefined) return jsonAnswer(200, { status: 'success', ...common, ...outcome.fields }, traps);
  const { refusal } = outcome;
  const { credentialRefusal } = traps;
  if (refusal.isOfCredentials && credentialRefusal !== 'as-others') return refuseCredentials(credentialRefusal);
  return refuse(refusal, common, traps);
}

function identity(named: Subscriber | undefined, { accounts, traps }: Service): Fields {
  if (named === undefined) return {};
  switch (traps().answersName) {
    case 'subject':
      return { account: named.login, sipid: named.sipId };
    case 'main':
      return { account: accounts.main.login, sipid: accounts.main.sipId };
    case 'stranger':
      return { account: 'stranger', sipid: '0099999999' };
    case 'nobody':
      return {};
  }
}

const statuses: Readonly<Record<Traps['errorStatus'], (refusal: Refusal) => number>> = {
  ok: () => 200,
  http: ({ httpStatus }) => httpStatus,
  'http-500': () => 500,
};

function refuse(refusal: Refusal, common: Fields, traps: Traps): Answer {
  const { code: errorCode, message: errorMessage, description } = refusal;
  const status = statuses[traps.errorStatus](refusal);
  switch (traps.refusalBody) {
    case 'full': {
      const more = compact({ errorDescription: description });
      return jsonAnswer(status, { status: 'error', errorCode, errorMessage, ...more, ...common }, traps);
    }
    case 'bare':
      return jsonAnswer(status, { status: 'error', errorMessage }, traps);
    case 'other-fields':
      return jsonAnswer(status, { status: 'ERROR', error: { code: `E${errorCode}`, text: errorMessage } }, traps);
    case 'html':
      return { status, headers: html, body: `<!doctype html><title>Ошибка</title><h1>${errorMessage}</h1>` };
    case 'text':
      return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: errorMessage };
    case 'empty':
      return { status, headers: {}, body: '' };
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const loginPage = '<!doctype html><title>SIPNET</title><form action="/cabinet/login"><input name="login"></form>';

/** What stands in front of a service may refuse before the service does. */
function refuseCredentials(form: Exclude<Traps['credentialRefusal'], 'as-others'>): Answer {
  switch (form) {
    case 'empty-401':
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="API"' }, body: '' };
    case 'json-401':
      return { status: 401, headers: { 'content-type': 'application/json' }, body: '{"error":"unauthorized"}' };
    case 'page-403':
      return { status: 403, headers: html, body: '<!doctype html><title>403</title><h1>Доступ запрещён</h1>' };
    case 'login-page':
      return { status: 200, headers: html, body: loginPage };
    case 'redirect':
      return { status: 302, headers: { location: '/cabinet/login' }, body: '' };
  }
}

const phpWarning =
  '<br />\n<b>Warning</b>:  Undefined array key "cid" in <b>/www/api.php</b> on line <b>214</b><br />\n';

function jsonAnswer(status: number, fields: Fields, traps: Traps): Answer {
  const shown = traps.scalars === 'strings' ? stringsOnly(fields) : fields;
  const body = longNumbers(JSON.stringify(shown), traps);
  const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  switch (traps.answerBody) {
    case 'plain':
      return { status, headers: json, body };
    case 'byte-order-mark':
      return { status, headers: json, body: `\ufeff${body}` };
    case 'php-warning':
      return { status, headers: html, body: `${phpWarning}${body}` };
    case 'called-html':
      return { status, headers: html, body };
    case 'padded':
      return { status, headers: json, body: `\r\n\r\n${body}\n` };
  }
}

function stringsOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringsOnly);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stringsOnly(inner)]));
  }
  return typeof value === 'number' ? String(value) : value;
}

import type { ServerResponse } from 'node:http';

/** What becomes of the answer to an order. */
export interface OrderAnswer {
  name: string;
  /** Whether the phones ring. What is not carried out is refused in the provider's own form. */
  isCarriedOut: boolean;
  /** `said`: what the provider answered. */
  give(response: ServerResponse, said: unknown): void;
}

const page =
  '<!doctype html><html lang="ru"><title>Запрос отклонён</title><h1>403 Forbidden</h1><p>Вызов не выполнен.</p></html>';
const asJson = (response: ServerResponse, said: unknown) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify(said));
const asPage = (code: number) => (response: ServerResponse) =>
  void response.writeHead(code, { 'content-type': 'text/html; charset=utf-8' }).end(page);
const carriedOut = (name: string, give: OrderAnswer['give']): OrderAnswer => ({ name, isCarriedOut: true, give });

export const good = carriedOut('the good one', asJson);
const unavailable = carriedOut('503 after the effect', (response) => void response.writeHead(503).end('busy'));
const cutShort = carriedOut('lost: the connection is closed', (response) => void response.destroy());
const refusedLooking = carriedOut('a page that looks like a refusal', asPage(403));
/** Those that every moment of a click is tried with. */
export const usualAnswers: readonly OrderAnswer[] = [good, cutShort, unavailable, refusedLooking];
/** What costs nothing, and may be asked for again once it was read. */
export const refusal: OrderAnswer = { name: 'its own refusal', isCarriedOut: false, give: asJson };

/** The ways in which an answer was ever lost or broken that `usualAnswers` has not. */
const brokenAnswers: readonly OrderAnswer[] = [
  carriedOut('a reset before the headers', (response) => void response.socket?.resetAndDestroy()),
  carriedOut('a reset after the headers', (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
    response.write('{"status":', () => response.socket?.resetAndDestroy());
  }),
  carriedOut('an empty body', (response) => void response.writeHead(200).end()),
  carriedOut('half of the JSON', (response, said) => {
    const body = JSON.stringify(said);
    response.setHeader('content-type', 'application/json').end(body.slice(0, body.length / 2));
  }),
  carriedOut('a page with 200', asPage(200)),
  carriedOut(
    'labelled as a picture',
    (response, said) => void response.writeHead(200, { 'content-type': 'image/png' }).end(JSON.stringify(said)),
  ),
  carriedOut('a huge body', (response) => void response.writeHead(200).end(Buffer.alloc(17 * 1024 * 1024, ' '))),
  carriedOut('somebody else’s JSON', (response) => asJson(response, { result: [1, 2, 3], ok: true })),
  carriedOut('a status of no document', (response, said) => asJson(response, { ...Object(said), status: 'queued' })),
  carriedOut('its own form, by a broken server', (response) =>
    asJson(response, { status: 'error', errorCode: '500', errorMessage: 'Внутренняя ошибка сервера' }),
  ),
  carriedOut('502 of a gateway', asPage(502)),
  carriedOut('none, ever', () => {}),
  carriedOut('headers, and then nothing', (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  }),
];
export const lostAnswers: readonly OrderAnswer[] = [
  ...usualAnswers.filter((answer) => answer !== good),
  ...brokenAnswers,
];

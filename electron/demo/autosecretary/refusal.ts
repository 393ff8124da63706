/**
 * The service's "no": a code of HTTP in `status_code` and a text in `status_msg` (Autosecretary API v1, general
 * properties). The document has no texts, so these are the stand's own and a client must not depend on them.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(kind: RefusalKind, detail?: string) {
    const { status, text } = refusals[kind];
    super(detail === undefined ? text : `${text}: ${detail}`);
    this.status = status;
  }
}

type RefusalKind = keyof typeof refusals;

const refusals = {
  'bad-request': { status: 400, text: 'Запрос не распознан' },
  'bad-parameter': { status: 400, text: 'Неверное значение параметра' },
  unauthorized: { status: 401, text: 'Требуется авторизация' },
  forbidden: { status: 403, text: 'Доступ запрещён' },
  'foreign-number-bad-request': { status: 400, text: 'Номер недоступен для управления' },
  'foreign-number-forbidden': { status: 403, text: 'Номер недоступен для управления' },
  'foreign-number-not-found': { status: 404, text: 'Номер не найден' },
} as const;

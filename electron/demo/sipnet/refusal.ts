/**
 * The service's "no": `status=error` with a code and a text (SIPNET API 2.7.0, 5). The document lists no codes, so these
 * are the stand's own and a client must not depend on them.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  /** What a service that speaks in HTTP statuses would answer. */
  readonly httpStatus: number;
  readonly description: string | undefined;
  /** Whether it is the credentials that are refused, and not what was asked. */
  readonly isOfCredentials: boolean;

  constructor(kind: RefusalKind, description?: string) {
    const { code, text, httpStatus } = refusals[kind];
    super(text);
    this.code = code;
    this.httpStatus = httpStatus;
    this.description = description;
    this.isOfCredentials = kind === 'no-credentials' || kind === 'bad-credentials';
  }
}

type RefusalKind = keyof typeof refusals;

const refusals = {
  'no-operation': { code: 1, text: 'Не указана операция', httpStatus: 400 },
  'unknown-operation': { code: 2, text: 'Неизвестная операция', httpStatus: 400 },
  'bad-request': { code: 3, text: 'Запрос не распознан', httpStatus: 400 },
  'no-credentials': { code: 10, text: 'Не указаны логин и пароль', httpStatus: 401 },
  'bad-credentials': { code: 11, text: 'Неверный логин или пароль', httpStatus: 401 },
  'not-allowed': { code: 12, text: 'Операция не разрешена. Обратитесь в службу поддержки', httpStatus: 403 },
  'no-parameter': { code: 20, text: 'Не указан обязательный параметр', httpStatus: 400 },
  'bad-parameter': { code: 21, text: 'Неверное значение параметра', httpStatus: 400 },
  'not-found': { code: 30, text: 'Не найдено', httpStatus: 404 },
} as const;

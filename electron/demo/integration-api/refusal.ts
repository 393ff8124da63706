/**
 * The platform's "no": `error.errorCode` and `error.errorMessage`. The documents list no codes and no texts, so these are
 * the stand's own and a client must not depend on them.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  readonly code: number;
  /** What the platform would answer where it speaks in HTTP statuses. */
  readonly httpStatus: number;

  constructor(kind: RefusalKind, detail?: string) {
    const { code, text, httpStatus } = refusals[kind];
    super(detail === undefined ? text : `${text}: ${detail}`);
    this.kind = kind;
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

export type RefusalKind = keyof typeof refusals;

const refusals = {
  unauthorized: { code: 401, text: 'Токен не действителен', httpStatus: 401 },
  'service-off': { code: 403, text: 'Интеграционные API выключены', httpStatus: 403 },
  'bad-request': { code: 1, text: 'Запрос не распознан', httpStatus: 400 },
  'bad-parameter': { code: 2, text: 'Неверное значение параметра', httpStatus: 400 },
  'foreign-number': { code: 3, text: 'Номер не относится к договору', httpStatus: 400 },
  'too-deep': { code: 4, text: 'Превышена глубина поиска: 1 месяц', httpStatus: 400 },
  'not-found': { code: 5, text: 'Данные не найдены', httpStatus: 404 },
  'schedule-broken': { code: 6, text: 'Ошибка в расписании переадресации', httpStatus: 400 },
  'not-editable': { code: 7, text: 'Параметр недоступен для изменения', httpStatus: 400 },
  'callback-refused': { code: 8, text: 'Заказ звонка невозможен: недостаточно средств', httpStatus: 400 },
} as const;

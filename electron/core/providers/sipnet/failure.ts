import { ProviderError } from '../errors.ts';
import { plainText, proofOfRefusal } from '../failure.ts';

/**
 * Refusals that mean the login, the password or the key. Codes and texts of errors are not documented, so this is the one
 * place that knows any; it is narrow on purpose: an account that waits for new credentials without need receives no calls, while
 * one that shows the provider's own words can still be understood.
 */
const credentialTexts = [
  /(?:невер|неправил|ошибоч)[а-яё]*\s+(?:[а-яё]+\s+){0,2}(?:логин|парол|api|ключ|учетн|учётн)/i,
  /(?:логин|пароль|ключ)[а-яё]*\s+(?:[а-яё]+\s+){0,2}(?:невер|неправил|не найден|не указан|не подходит)/i,
  /не указан[а-яё]*\s+(?:логин|парол|ключ)/i,
  /ошибка (?:авторизации|аутентификации)|не авторизован/i,
  /(?:wrong|bad|invalid|incorrect|unknown|missing) (?:\w+ ){0,2}(?:login|password|credentials|api ?key)/i,
  /(?:login|password|api ?key) (?:\w+ ){0,2}(?:is )?(?:wrong|invalid|incorrect|unknown)/i,
  /(?:authentication|authorization|login) (?:failed|error|required)|unauthori[sz]ed|not authori[sz]ed/i,
];

export interface Refusal {
  code: string | undefined;
  message: string | undefined;
  description: string | undefined;
}

/** The provider understood and said no. `status` is the HTTP status that it said it with. */
export function refused(refusal: Refusal, status: number, hide: (text: string) => string): ProviderError {
  const words = [refusal.message, refusal.description].filter((part) => part !== undefined).join('. ');
  const detail = plainText(hide(words || (refusal.code ?? '')));
  const credentials =
    status === 401 || refusal.code === '401' || credentialTexts.some((pattern) => pattern.test(refusal.message ?? ''));
  return new ProviderError(credentials ? 'BAD_CREDENTIALS' : 'PROVIDER_REFUSED', {
    detail: detail || undefined,
    proof: proofOfRefusal(status, { code: refusal.code, message: words }),
  });
}

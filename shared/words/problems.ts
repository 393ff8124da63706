import type { Problem, ProblemCode } from '../contract/problem.ts';

export type ProblemLocale = 'ru' | 'en';

/** What happened, and what to do about it: two short sentences a shop owner understands. */
const sentences: Record<ProblemCode, Record<ProblemLocale, string>> = {
  BAD_INPUT: {
    ru: 'Что-то заполнено неверно. Проверьте отмеченное поле.',
    en: 'Something is filled in wrong. Check the marked field.',
  },
  BAD_CREDENTIALS: {
    ru: 'Провайдер не принял логин или ключ. Скопируйте их из личного кабинета ещё раз, без пробелов.',
    en: 'The provider did not accept the login or key. Copy them again from your account there, without spaces.',
  },
  NOT_A_TOKEN: {
    ru: 'Это не токен. Скопируйте authorization token из личного кабинета целиком: три длинные части через точку.',
    en: 'This is not a token. Copy the whole authorization token from your account there: three long parts with dots between.',
  },
  OTHER_TOKEN: {
    ru: 'Это access или refresh token. Нужен authorization token: он показан в кабинете, в разделе «Интеграционные API».',
    en: 'This is an access or refresh token. The authorization token is needed: your account there shows it under “Integration API”.',
  },
  TOKEN_EXPIRED: {
    ru: 'Срок authorization token закончился. Получите в кабинете новый и вставьте его здесь.',
    en: 'The authorization token has expired. Get a new one in your account there and paste it here.',
  },
  TOKEN_REVOKED: {
    ru: 'Провайдер больше не принимает этот authorization token: его удалили или получили новый. Вставьте тот, что сейчас в кабинете.',
    en: 'The provider does not accept this authorization token any more: it was removed or replaced. Paste the one your account there shows now.',
  },
  TOKEN_SHARED: {
    ru: 'Тем же authorization token пользуется другая программа или компьютер, и они отключают друг друга. Оставьте его в одном месте; здесь программа попробует снова сама.',
    en: 'Another program or computer uses the same authorization token, and they keep cutting each other off. Keep it in one place; this program tries again by itself.',
  },
  WRONG_STAND: {
    ru: 'Токен от другого стенда: промышленный не подходит к тестовому и наоборот. Выберите тот стенд, где он получен.',
    en: 'The token is from another stand: production tokens do not fit the test stand, nor the other way round. Choose the stand it was made at.',
  },
  SERVICE_OFF: {
    ru: 'Интеграционные API выключены в кабинете. Включите их там, в меню «Виртуальная АТС», и попробуйте снова.',
    en: 'The Integration API is switched off in your account at the provider. Switch it on there, in the virtual PBX menu, and try again.',
  },
  WRONG_ADDRESS: {
    ru: 'По этому адресу провайдера нет. Проверьте адрес или оставьте поле пустым.',
    en: 'There is no provider at this address. Check it, or leave the field empty.',
  },
  PROVIDER_UNKNOWN: {
    ru: 'Этот аккаунт подключила более новая версия программы, эта с его провайдером не работает. Поставьте новую версию: звонки никуда не делись.',
    en: 'A newer version of the program connected this account, and this one does not speak to its provider. Install the newer version: the calls are still there.',
  },
  PROVIDER_DOWN: {
    ru: 'Нет связи с провайдером. Проверьте интернет; программа пробует снова сама.',
    en: 'The provider cannot be reached. Check the internet connection; the program keeps trying by itself.',
  },
  PROVIDER_SLOW: {
    ru: 'Провайдер слишком долго не отвечал. Попробуйте ещё раз через минуту.',
    en: 'The provider took too long to answer. Try again in a minute.',
  },
  PROVIDER_GARBLED: {
    ru: 'Ответ провайдера не разобрать: по этому адресу отвечает что-то другое. Проверьте адрес и сеть (гостевой Wi-Fi, прокси).',
    en: 'The answer makes no sense: something else replies at this address. Check the address and the network (guest Wi-Fi, proxy).',
  },
  PROVIDER_REFUSED: {
    ru: 'Провайдер отказал.',
    en: 'The provider refused.',
  },
  CERTIFICATE: {
    ru: 'Соединение не защищено: сертификату на пути к провайдеру нельзя доверять. Ничего не отправлено. Спросите того, кто настраивает вашу сеть.',
    en: 'The connection is not safe: a certificate on the way to the provider is not trusted. Nothing was sent. Ask whoever runs your network.',
  },
  OTHER_ACCOUNT: {
    ru: 'Этот логин или ключ от другого аккаунта. Подключите его отдельно или введите прежний.',
    en: 'This login or key belongs to another account. Connect it separately, or enter the former one.',
  },
  VAULT_LOCKED: {
    ru: 'Хранилище паролей закрыто. Откройте его, и всё продолжится.',
    en: 'The password store is locked. Unlock it and everything goes on.',
  },
  VAULT_FAILED: {
    ru: 'Хранилище паролей не ответило, пароль не сохранён. Попробуйте ещё раз или выберите другой способ хранения.',
    en: 'The password store did not answer, so the password was not saved. Try again or choose another way to keep it.',
  },
  WRONG_PASSPHRASE: {
    ru: 'Пароль хранилища не подошёл. Проверьте раскладку и Caps Lock.',
    en: 'This passphrase does not open the store. Check the keyboard layout and Caps Lock.',
  },
  SECRETS_MISSING: {
    ru: 'Логина или ключа этого аккаунта больше нет: в прошлый раз они были только в памяти. Введите их снова.',
    en: 'The login or key of this account is gone: last time it was kept in memory only. Enter it again.',
  },
  NOT_FOUND: {
    ru: 'Этого уже нет. Обновите список.',
    en: 'It is not there any more. Refresh the list.',
  },
  DRAFT_GONE: {
    ru: 'Проверка была слишком давно, и пароль здесь не хранится. Вернитесь на шаг назад и проверьте ещё раз.',
    en: 'The check was too long ago, and the password is not kept meanwhile. Go one step back and check once more.',
  },
  NUMBER_MISSING: {
    ru: 'Введите номер.',
    en: 'Enter a number.',
  },
  NUMBER_AMBIGUOUS: {
    ru: 'Номеров здесь больше одного, или один можно понять по-разному. Введите тот, который нужен, целиком.',
    en: 'There is more than one number here, or one that can be read in two ways. Enter all of the one you want.',
  },
  NUMBER_UNREADABLE: {
    ru: 'Номер не разобрать. Введите его целиком, например +7 916 100-02-32.',
    en: 'This is not a number that can be read. Enter all of it, for example +7 916 100-02-32.',
  },
  NUMBER_EMERGENCY: {
    ru: 'Экстренные номера набирайте прямо на телефоне: так быстрее и видно, где вы.',
    en: 'Dial emergency numbers on the phone itself: it is faster, and they see where you are.',
  },
  NUMBER_SERVICE: {
    ru: 'Короткие и служебные номера через перезвон не набрать. Наберите на телефоне.',
    en: 'Short and service numbers cannot be reached by callback. Dial on the phone.',
  },
  NUMBER_HIDDEN: {
    ru: 'Номер скрыт, перезвонить нельзя.',
    en: 'The number is hidden, so there is nothing to call back.',
  },
  NUMBER_NOT_OWN: {
    ru: 'Перезвон начинается с вашего номера, а этого номера нет среди номеров договора. Выберите другой в настройках аккаунта.',
    en: 'A callback starts at a number of yours, and this one is not among those of the contract. Choose another in the account settings.',
  },
  NO_TEL_PROGRAM: {
    ru: 'На этом компьютере нет другой программы, которая открывает номера телефонов. Наберите номер на телефоне.',
    en: 'No other program on this computer opens phone numbers. Dial it on your phone.',
  },
  NOT_SUPPORTED: {
    ru: 'Этот провайдер такого не умеет.',
    en: 'This provider cannot do that.',
  },
  HOOK_TAKEN: {
    ru: 'О звонках уже сообщается в другую систему. Замените её адрес, если она больше не нужна, или слушайте звонки опросом.',
    en: 'Calls are already reported to another system. Replace its address if it is not needed any more, or let this program poll.',
  },
  RELAY_UNREACHABLE: {
    ru: 'Ретранслятор не отвечает. Проверьте его адрес и что он запущен; пока программа опрашивает список звонков.',
    en: 'The relay does not answer. Check its address and that it runs; until then the call list is polled.',
  },
  RECORDING_EXPIRED: {
    ru: 'У провайдера закончился срок хранения, записи больше нет.',
    en: 'The provider keeps recordings for a limited time, and this one is gone.',
  },
  RECORDING_BROKEN: {
    ru: 'То, что прислал провайдер, не удаётся воспроизвести. Попробуйте получить запись ещё раз позже.',
    en: 'What the provider sent cannot be played. Try to fetch the recording again later.',
  },
  RECORDING_CUT_SHORT: {
    ru: 'Связь оборвалась, запись пришла не целиком и не сохранена. Попробуйте получить её ещё раз.',
    en: 'The connection broke before the recording was whole, so it was not saved. Try to fetch it again.',
  },
  DISK_FULL: {
    ru: 'На диске нет места, запись не сохранена. Освободите место и повторите.',
    en: 'The disk is full, so nothing was saved. Free some space and try again.',
  },
  ORDER_UNKNOWN: {
    ru: 'Ответа нет, заказ мог пройти. Посмотрите на телефон: само ничего не повторится.',
    en: 'No answer came, and the order may have gone through. Check your phone: nothing is repeated by itself.',
  },
  LINE_CHANGED: {
    ru: 'Пока вы правили, настройки этой линии изменил кто-то другой. Ничего не отправлено: загрузите новые и повторите правку.',
    en: 'Somebody else changed the settings of this line while you edited them. Nothing was sent: load the new ones and edit again.',
  },
  SETTINGS_CHANGED: {
    ru: 'Пока вы правили, эти настройки изменил кто-то другой. Ничего не отправлено: посмотрите новые и повторите правку.',
    en: 'Somebody else changed these settings while you edited them. Nothing was sent: look at the new ones and edit again.',
  },
  NOTE_CHANGED: {
    ru: 'Пока вы писали, эту заметку изменили в другом окне. Ваш текст не сохранён.',
    en: 'While you were writing, this note was changed in another window. Your text was not saved.',
  },
  CHECK_PENDING: {
    ru: 'Другой номер ещё ждёт своего кода. Новая проверка его отменит: подтвердите, что она нужна.',
    en: 'Another number still waits for its code. A new check would cancel that one: confirm that you want it.',
  },
  CHANGE_UNKNOWN: {
    ru: 'Изменение отправлено, но ответа нет. Загрузите настройки ещё раз и посмотрите, сохранились ли они.',
    en: 'The change was sent, but no answer came. Load the settings again to see whether they were saved.',
  },
  INTERNAL: {
    ru: 'В программе что-то сломалось, введённое не потеряно. Попробуйте ещё раз.',
    en: 'Something broke in this program; what you entered is kept. Try again.',
  },
};

const providerSays: Record<ProblemLocale, (words: string) => string> = {
  ru: (words) => `Провайдер отказал и написал: «${words}».`,
  en: (words) => `The provider refused and said: “${words}”.`,
};

/** Only a refusal is told in the provider's own words: of the others `detail` is for the log and for support. */
export function problemText(problem: Problem, locale: ProblemLocale): string {
  const detail = problem.detail?.trim();
  if (problem.code === 'PROVIDER_REFUSED' && detail) return providerSays[locale](detail.replace(/[.\s]+$/, ''));
  return sentences[problem.code][locale];
}

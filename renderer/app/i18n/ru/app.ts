import type { app as en } from '../en/app.ts';
import type { Translated } from '../translated.ts';

export const app: Translated<typeof en> = {
  name: 'Перезвон',
  nav: { label: 'Разделы', calls: 'Звонки', recordings: 'Записи', settings: 'Настройки' },
  titleWithMissed: '({{count}}) {{name}}',
  close: 'Закрыть',
  cancel: 'Отмена',
  save: 'Сохранить',
  undo: 'Вернуть',
  retry: 'Повторить',
  retryNow: 'Попробовать сейчас',
  dismiss: 'Скрыть',
  back: 'Назад',
  more: 'Другие действия',
  loading: 'Загрузка…',
  copied: 'Скопировано: {{text}}',
  todayAt: 'сегодня в {{time}}',
  onWeekday: {
    sunday: 'в воскресенье',
    monday: 'в понедельник',
    tuesday: 'во вторник',
    wednesday: 'в среду',
    thursday: 'в четверг',
    friday: 'в пятницу',
    saturday: 'в субботу',
  },
  lost: {
    short: 'Нет связи с программой, поэтому ничего не сделано. Повторите, когда она вернётся.',
    title: 'Нет связи с программой с {{since}}',
    text: 'То, что на экране, можно читать. Звонки по-прежнему идут на телефон; перезвонить и прослушать можно будет, когда связь вернётся.',
  },
  crash: {
    title: 'Экран сломался',
    text: 'Звонки и настройки целы: их хранит программа, а не этот экран.',
    reload: 'Перезагрузить экран',
  },
  notices: {
    databaseSetAside:
      'База звонков была повреждена, начата новая. Старая сохранена: {{path}}; звонки загружаются у провайдера заново.',
    callbacksUnknown_one:
      'Программа закрылась посреди {{count}} перезвона. Посмотрите на телефон: само ничего не повторится.',
    callbacksUnknown_few:
      'Программа закрылась посреди {{count}} перезвонов. Посмотрите на телефон: само ничего не повторится.',
    callbacksUnknown_many:
      'Программа закрылась посреди {{count}} перезвонов. Посмотрите на телефон: само ничего не повторится.',
    callbacksUnknown_other:
      'Программа закрылась посреди {{count}} перезвонов. Посмотрите на телефон: само ничего не повторится.',
    memoryVault: 'Пароли только в памяти: после перезапуска аккаунты придётся подключить снова.',
    memoryVaultAction: 'Хранить надёжно',
    vaultLocked: 'Хранилище паролей закрыто: аккаунты ждут, пока вы его откроете.',
    vaultLockedAction: 'Открыть',
    digestTitle: 'Пока вас не было',
    digestCalls_one: '{{count}} звонок',
    digestCalls_few: '{{count}} звонка',
    digestCalls_many: '{{count}} звонков',
    digestCalls_other: '{{count}} звонка',
    digestToCallBack: 'перезвонить: {{count}}',
    demoAction: 'Подключить свою линию',
    openAccount: 'К аккаунту',
    demo: 'Демо-аккаунт: звонящие выдуманы, по-настоящему никто не набирается.',
  },
  shortcuts: {
    title: 'Клавиши',
    open: 'Список клавиш',
    move: 'По списку',
    openRow: 'Открыть',
    callBack: 'Перезвонить',
    play: 'Слушать, пауза',
    search: 'Поиск',
    dial: 'Набрать номер',
    escape: 'Закрыть',
    help: 'Этот список',
    done: 'Готово, убрать из списка',
  },
  party: { hidden: 'Номер скрыт', extension: 'доб. {{number}}' },
};

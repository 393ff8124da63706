import type { Implementer } from '@orpc/server';
import { ORPCError } from '@orpc/server';
import type { Account } from '../../shared/contract/account.ts';
import type { CallerIds } from '../../shared/contract/account-tools/caller-ids.ts';
import type { contract } from '../../shared/contract/contract.ts';
import type { ForwardingRules } from '../../shared/domain/forwarding.ts';
import type { RecordingRules } from '../../shared/domain/recording-rules.ts';
import type { WebButton } from '../../shared/domain/web-buttons.ts';
import { accounts } from './fixture-data.ts';
import { type NumberAnswers, numberHandlers } from './fixture-numbers.ts';

/** What the tools of an account answer: what they have, nothing, the provider's refusal, or nothing ever. */
export type ToolAnswers = 'full' | 'empty' | 'refused' | 'stuck';

const hour = 3600_000;
const day = 24 * hour;

/** An account with all that a provider lets one do. */
export function toolAccount(now: number): Account {
  const [shop] = accounts(now) as [Account];
  return {
    ...shop,
    capabilities: [
      ...shop.capabilities,
      ...([
        'forwarding',
        'recording-rules',
        'caller-ids',
        'callback-greeting',
        'multi-callback',
        'web-buttons',
      ] as const),
      ...(['reports', 'sub-accounts', 'partner-accounts', 'cabinet'] as const),
    ],
  };
}

const night: ForwardingRules = {
  mode: 'untaken',
  targets: { unanswered: { kind: 'address', address: '+79161000232' }, busy: { kind: 'voicemail' } },
  firstWaitSeconds: 20,
  others: [{ name: 'redirectinfo', value: 'ночной режим' }],
};
const rules: RecordingRules = { incoming: true, outgoing: false, children: true, count: 0, keptSeconds: 7 * 86_400 };
const untold: RecordingRules = {
  incoming: undefined,
  outgoing: undefined,
  children: undefined,
  count: undefined,
  keptSeconds: undefined,
};
const callerIds: CallerIds = {
  numbers: [
    { number: '74950001122', type: 'own', isDefault: true },
    { number: '79165550102', type: 'sms', isDefault: false },
  ],
};
const buttons: WebButton[] = [
  {
    id: '100201',
    phone: '+74950001122',
    color: '#008735',
    type: '2',
    text: 'Позвонить в магазин',
    description: 'Главная страница',
    keypad: true,
    others: [{ name: 'views', value: '1204' }],
  },
  {
    id: '100202',
    phone: '0042656976@sipnet.ru',
    color: '#ffdd00',
    type: '1',
    text: 'Склад',
    description: '',
    keypad: false,
    others: [],
  },
];
const report = {
  columns: ['Direction', 'Calls', 'Duration', 'Amount'],
  rows: [
    ['Россия, Москва', '212', '5:12:40', '341.20'],
    ['Россия, мобильные', '148', '3:01:12', '402.75'],
    ['Казахстан', '9', '0:14:02', '98.10'],
    ['—', '4', '', ''],
  ],
  isCut: false,
};
const children = {
  columns: ['login', 'sipid', 'fio', 'email'],
  rows: [
    ['anna', '0042000001', 'Анна Сергеевна Белозерская', 'anna@example.ru'],
    ['boris', '0042000002', 'Борис', 'boris@example.ru'],
  ],
  isCut: false,
};

function operations(now: number) {
  return Array.from({ length: 40 }, (_, index) => {
    const isTopUp = index % 13 === 5;
    const at = now - index * 3.7 * hour;
    const amount = isTopUp ? 500_000_000 : -(1_800_000 + ((index * 37) % 11) * 1_250_000);
    const description = isTopUp ? 'Пополнение' : `Звонок на 7916100${String(200 + index)}`;
    const columns = [
      { name: 'GMT', value: new Date(at).toISOString() },
      { name: 'Amount', value: String(amount / 1_000_000) },
    ];
    return { at, amount, currency: 'RUB', description, columns };
  });
}

/** The part of the contract that is about an account's tools. Nothing that is sent changes anything. */
export function toolHandlers(
  implementer: Implementer<typeof contract, object, object>,
  answers: () => ToolAnswers,
  numbers: NumberAnswers,
) {
  const { accountTools: os } = implementer;
  /** What is answered while all is well, and what where there is nothing. */
  async function tell<T>(full: T, empty: T): Promise<T> {
    const how = answers();
    if (how === 'stuck') await new Promise(() => {});
    if (how === 'refused') {
      throw new ORPCError('PROVIDER_REFUSED', {
        defined: true,
        data: { detail: 'Функция недоступна. Обратитесь в службу поддержки' },
      });
    }
    return how === 'empty' ? empty : full;
  }
  const never = () => tell<never>(undefined as never, undefined as never);
  const off: ForwardingRules = { mode: 'off', targets: {}, others: [] };
  const noTable = { columns: [], rows: [], isCut: false };
  const now = Date.now();
  return {
    forwarding: {
      read: os.forwarding.read.handler(() => tell(night, off)),
      save: os.forwarding.save.handler(never),
      clear: os.forwarding.clear.handler(never),
      history: os.forwarding.history.handler(() => tell([{ id: 1, changedAt: now - 3 * day, setting: off }], [])),
    },
    recordingRules: {
      read: os.recordingRules.read.handler(() => tell(rules, untold)),
      save: os.recordingRules.save.handler(never),
      clear: os.recordingRules.clear.handler(never),
      history: os.recordingRules.history.handler(() => tell([], [])),
    },
    callerIds: {
      read: os.callerIds.read.handler(() => tell(callerIds, { numbers: [] })),
      add: os.callerIds.add.handler(({ input: { number, by } }) =>
        tell({ ...callerIds, check: { number, by, sentAt: Date.now() - 65_000, isUnknown: false } }, { numbers: [] }),
      ),
      confirm: os.callerIds.confirm.handler(never),
      dropCheck: os.callerIds.dropCheck.handler(never),
      setDefault: os.callerIds.setDefault.handler(never),
      remove: os.callerIds.remove.handler(never),
    },
    money: {
      balance: os.money.balance.handler(() => tell({ amount: '1240.5', currency: 'RUB' }, { currency: '' })),
      operations: os.money.operations.handler(() =>
        tell({ operations: operations(now), isCut: false }, { operations: [], isCut: false }),
      ),
      exportOperations: os.money.exportOperations.handler(never),
    },
    multiCallback: {
      order: os.multiCallback.order.handler(never),
      recent: os.multiCallback.recent.handler(({ input: { accountId } }) => {
        const to = ['+79161000232', '+79161000233', '+79161000234'];
        const states = ['answered', 'not-answered', 'unknown'] as const;
        const legs = to.map((one, index) => ({ to: one, state: states[index] ?? 'unknown' }));
        const order = { id: 'order', accountId, to, from: '', state: 'ordered' as const, orderedAt: now - hour, legs };
        return tell([order], []);
      }),
    },
    webButtons: {
      list: os.webButtons.list.handler(() => tell(buttons, [])),
      add: os.webButtons.add.handler(never),
      update: os.webButtons.update.handler(never),
      remove: os.webButtons.remove.handler(never),
    },
    newAccounts: {
      order: os.newAccounts.order.handler(never),
      forget: os.newAccounts.forget.handler(never),
      recent: os.newAccounts.recent.handler(({ input: { accountId } }) => {
        const company = { email: 'daisy@example.ru', name: '', inn: '7707083893', organization: 'ООО «Ромашка»' };
        const rest = { phone: '', kpp: '', ogrn: '', rs: '', ks: '', bik: '' };
        const order = { id: 'made', accountId, for: { kind: 'company' as const, ...company, ...rest } };
        return tell([{ ...order, state: 'unknown' as const, orderedAt: now - day }], []);
      }),
    },
    reports: { read: os.reports.read.handler(() => tell(report, noTable)) },
    subAccounts: {
      list: os.subAccounts.list.handler(() => tell(children, noTable)),
      subjects: os.subAccounts.subjects.handler(() =>
        tell(
          [
            { id: '0042000001', login: 'anna', sipId: '0042000001', isChild: true },
            { id: '0042000077', login: 'romashka', sipId: '0042000077', isChild: false },
          ],
          [],
        ),
      ),
    },
    cabinet: { open: os.cabinet.open.handler(never), openPage: os.cabinet.openPage.handler(never) },
    universalNumbers: numberHandlers(implementer, numbers),
  };
}

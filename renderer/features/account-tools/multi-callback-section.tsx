import { useQuery } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import {
  diallingMs,
  type FollowedMultiCallback,
  mostCallees,
} from '../../../shared/contract/account-tools/multi-callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { AreaField } from '../../ui/field.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';
import { CalleeSuggestions } from './callee-suggestions.tsx';
import { readCallees, withCallee } from './callees.ts';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

const languages = ['ru', 'en'] as const;
/** ms. */
const askEveryMs = 3000;

/** Rings several people at once, by one paid order. */
export function MultiCallbackSection({ account }: ToolSectionProps) {
  const accountId = account.id;
  const { api, client } = useSession();
  const { t, error, locale, problem } = useWords();
  const recent = useQuery({
    ...api.accountTools.multiCallback.recent.queryOptions({ input: { accountId } }),
    // Calls tell of themselves; what the provider says of an order has to be asked for.
    refetchInterval: ({ state: { data } }) => data?.some((order) => mayChange(order, coreNow())) && askEveryMs,
  });
  const [typed, setTyped] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const [language, setLanguage] = useState<(typeof languages)[number]>(locale);
  const { to, faults, tooMany } = readCallees(typed);
  const order = useChange({
    async mutationFn(again: string | undefined) {
      const clickId = crypto.randomUUID();
      const answered = await client.accountTools.multiCallback.order({ clickId, accountId, to, language, again });
      return { answered, isNew: answered.id === clickId };
    },
    onSettled: () => void recent.refetch(),
    onSuccess({ answered, isNew }) {
      if (isNew && answered.state === 'ordered') setTyped('');
    },
  });
  const canOrder = to.length >= 2 && faults.length === 0 && !tooMany;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canOrder && !order.isPending) order.mutate(undefined);
  };
  const earlier = order.data !== undefined && !order.data.isNew ? order.data.answered : undefined;
  const fault = tooMany
    ? t('tools.together.tooMany', { count: mostCallees })
    : faults.map(({ text, code }) => `${text}: ${problem({ code })}`).join('\n') || undefined;
  return (
    <Panel title={t('tools.together.title')} text={t('tools.together.text')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3 py-3">
        <AreaField
          ref={area}
          label={t('tools.together.people')}
          hint={t('tools.together.peopleHint')}
          rows={3}
          maxLength={2000}
          value={typed}
          error={fault}
          onChange={({ target }) => {
            setTyped(target.value);
            order.reset();
          }}
        />
        <CalleeSuggestions
          account={account}
          typed={typed}
          selected={to}
          onSelect={(number) => {
            setTyped(withCallee(typed, number));
            order.reset();
            // The button that had the focus goes away with its number.
            area.current?.focus();
          }}
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Segmented<(typeof languages)[number]>
            label={t('tools.together.language')}
            value={language}
            options={languages.map((value) => ({ value, label: t(`tools.together.languages.${value}`) }))}
            onChange={setLanguage}
          />
          <Button type="submit" variant="go" icon={PhoneCall} disabled={!canOrder} busy={order.isPending}>
            {t('tools.together.order', { count: to.length })}
          </Button>
        </div>
        {order.isError && (
          <p role="alert" className="text-miss">
            {error(order.error)}
          </p>
        )}
        {earlier !== undefined && (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-2">
            <p className="min-w-0 flex-1 basis-56">{t(`tools.together.earlier.${earlier.state}`)}</p>
            {earlier.state !== 'ordering' && (
              <Button size="sm" busy={order.isPending} onClick={() => order.mutate(earlier.id)}>
                {t('tools.together.again')}
              </Button>
            )}
          </div>
        )}
      </form>
      {recent.data?.slice(0, 5).map((one) => (
        <PastOrder key={one.id} order={one} />
      ))}
    </Panel>
  );
}

function mayChange({ legs, orderedAt }: FollowedMultiCallback, now: number): boolean {
  const isOpen = legs.some(({ state }) => state === 'unknown' || state === 'ringing');
  return isOpen && now - orderedAt <= diallingMs;
}

function PastOrder({ order }: { order: FollowedMultiCallback }) {
  const { t, number, when, problem: write } = useWords();
  const now = useNow();
  const { to, state, orderedAt, problem, legs } = order;
  const isBad = state === 'refused' || state === 'unknown';
  return (
    <div role="status" className="py-2.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className={isBad ? 'text-miss' : ''}>
          {isBad && problem !== undefined ? write(problem) : t(`tools.together.states.${state}`)}
        </span>
        <time dateTime={new Date(orderedAt).toISOString()} className="text-dim text-sm">
          {when(orderedAt, now)}
        </time>
      </p>
      {legs.length === 0 ? (
        <p className="break-words text-dim text-sm tabular-nums">
          {to.map((one) => number(parseParty(one))).join(', ')}
        </p>
      ) : (
        <>
          <p className="text-dim text-sm">{t('tools.together.asKnown')}</p>
          <ul className="flex flex-wrap gap-x-5 text-sm">
            {legs.map((leg) => (
              <li key={leg.to} className="text-dim">
                <span className="text-text tabular-nums">{number(parseParty(leg.to))}</span>{' '}
                {t(`tools.together.legs.${leg.state === 'unknown' && mayChange(order, now) ? 'awaited' : leg.state}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

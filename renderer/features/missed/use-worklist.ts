import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { showToast, withdrawUndo } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** Taking callers off the list, at once on the screen, and back by "undo". */
export function useWorklistActions() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, who, when, error } = useWords();
  const listKey = api.missed.list.queryKey({ input: { snoozed: false } });
  const refresh = () => queries.invalidateQueries({ queryKey: api.missed.key() });
  /** One after the other: what is taken back at once has to come behind what it takes back. */
  const scope = { id: 'worklist' };
  const fail = (thrown: Error) => {
    showToast({ tone: 'miss', text: error(thrown) });
    void refresh();
  };

  const takeOff = (groups: readonly MissedGroup[]) => {
    const keys = new Set(groups.map(({ key }) => key));
    queries.setQueryData(listKey, (held) => held?.filter((one) => !keys.has(one.key)));
  };
  /** The one, or how many they are. */
  const whom = (groups: readonly MissedGroup[]) =>
    groups.length === 1 && groups[0] ? who(groups[0].remote) : t('missed.several', { count: groups.length });

  /** What was offered to be taken back did not happen. */
  const failOffered = (thrown: Error, _: unknown, offered: number | undefined) => {
    if (offered !== undefined) withdrawUndo(offered);
    fail(thrown);
  };

  const restore = useMutation({
    scope,
    mutationFn: (groups: readonly MissedGroup[]) => each(groups, ({ key }) => client.missed.restore({ key })),
    onSuccess(_, groups) {
      showToast({ text: t('missed.restored', { who: whom(groups) }) });
      return refresh();
    },
    onError: fail,
  });

  const resolve = useMutation({
    mutationFn: (groups: readonly MissedGroup[]) => each(groups, ({ key }) => client.missed.resolve({ key })),
    scope,
    onMutate(groups) {
      takeOff(groups);
      return showToast({ text: t('missed.resolved', { who: whom(groups) }), undo: () => restore.mutate(groups) });
    },
    onSuccess: refresh,
    onError: failOffered,
  });

  const wakeUp = useMutation({
    scope,
    mutationFn: (groups: readonly MissedGroup[]) => each(groups, ({ key }) => client.missed.wake({ key })),
    onSuccess: refresh,
    onError: fail,
  });

  const snooze = useMutation({
    mutationFn: ({ groups, until }: { groups: readonly MissedGroup[]; until: number }) =>
      each(groups, ({ key }) => client.missed.snooze({ key, until })),
    scope,
    onMutate({ groups, until }) {
      takeOff(groups);
      return showToast({
        text: t('missed.snoozed', { who: whom(groups), when: when(until, coreNow()) }),
        undo: () => wakeUp.mutate(groups),
      });
    },
    onSuccess: refresh,
    onError: failOffered,
  });

  return {
    /** Something that the user wished is under way. */
    isBusy: [resolve, snooze, restore, wakeUp].some((mutation) => mutation.isPending),
    /** Somebody is being put back on the list. */
    isReturning: restore.isPending || wakeUp.isPending,
    resolve: (groups: readonly MissedGroup[]) => resolve.mutate(groups),
    snooze: (groups: readonly MissedGroup[], until: number) => snooze.mutate({ groups, until }),
    restore: (group: MissedGroup) => restore.mutate([group]),
    wake: (group: MissedGroup) => wakeUp.mutate([group]),
  };
}

/** All of them, whatever becomes of one; what failed first is thrown. */
async function each(groups: readonly MissedGroup[], ask: (group: MissedGroup) => Promise<unknown>): Promise<void> {
  const answers = await Promise.allSettled(groups.map(ask));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

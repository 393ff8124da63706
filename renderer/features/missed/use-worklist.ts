import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { worklistChange } from '../../session/refresh-queries.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow } from '../../stores/live-store.ts';
import { showToast, withdrawUndo } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

interface TakingOff {
  groups: readonly MissedGroup[];
  /**
   * Those of them that the program took off: only they are taken back, or somebody is put back whom it had taken off before.
   * Filled as it answers, and read when the taking back has its turn.
   */
  done: MissedGroup[];
}

/** Taking callers off the list, at once on the screen, and back by "undo". */
export function useWorklistActions() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, who, when, error } = useWords();
  const listKey = api.missed.list.queryKey({ input: { snoozed: false } });
  const refresh = () => queries.invalidateQueries({ queryKey: api.missed.key() });
  const change = {
    mutationKey: worklistChange,
    // One after the other: what is taken back at once has to come behind what it takes back.
    scope: { id: 'worklist' },
    onSettled() {
      // What is read before the last of them would bring back for a moment whom the next one takes off; this one counts still.
      return queries.isMutating({ mutationKey: worklistChange }) === 1 ? refresh() : undefined;
    },
  };
  const fail = (thrown: Error) => void showToast({ tone: 'miss', text: error(thrown) });

  const takeOff = (groups: readonly MissedGroup[]) => {
    const keys = new Set(groups.map(({ key }) => key));
    // What is being read may still hold them.
    void queries.cancelQueries({ queryKey: listKey });
    queries.setQueryData(listKey, (held) => held?.filter((one) => !keys.has(one.key)));
  };
  /** The one, or how many they are. */
  const whom = (groups: readonly MissedGroup[]) =>
    groups.length === 1 && groups[0] ? who(groups[0].remote) : t('missed.several', { count: groups.length });

  /** What was offered to be taken back did not happen, to none of them. */
  const failOffered = (thrown: Error, { done }: TakingOff, offered: number | undefined) => {
    if (offered !== undefined && done.length === 0) withdrawUndo(offered);
    fail(thrown);
  };

  const restore = useMutation({
    ...change,
    mutationFn: (groups: readonly MissedGroup[]) => each(groups, ({ key }) => client.missed.restore({ key })),
    onSuccess(_, groups) {
      if (groups.length > 0) showToast({ text: t('missed.restored', { who: whom(groups) }) });
    },
    onError: fail,
  });

  const resolve = useMutation({
    ...change,
    mutationFn: ({ groups, done }: TakingOff) => each(groups, ({ key }) => client.missed.resolve({ key }), done),
    onMutate({ groups, done }) {
      takeOff(groups);
      return showToast({ text: t('missed.resolved', { who: whom(groups) }), undo: () => restore.mutate(done) });
    },
    onError: failOffered,
  });

  const wakeUp = useMutation({
    ...change,
    mutationFn: (groups: readonly MissedGroup[]) => each(groups, ({ key }) => client.missed.wake({ key })),
    onError: fail,
  });

  const snooze = useMutation({
    ...change,
    mutationFn: ({ groups, done, until }: TakingOff & { until: number }) =>
      each(groups, ({ key }) => client.missed.snooze({ key, until }), done),
    onMutate({ groups, done, until }) {
      takeOff(groups);
      return showToast({
        text: t('missed.snoozed', { who: whom(groups), when: when(until, coreNow()) }),
        undo: () => wakeUp.mutate(done),
      });
    },
    onError: failOffered,
  });

  return {
    /** Something that the user wished is under way. */
    isBusy: [resolve, snooze, restore, wakeUp].some((mutation) => mutation.isPending),
    /** Somebody is being put back on the list. */
    isReturning: restore.isPending || wakeUp.isPending,
    resolve: (groups: readonly MissedGroup[]) => resolve.mutate({ groups, done: [] }),
    snooze: (groups: readonly MissedGroup[], until: number) => snooze.mutate({ groups, done: [], until }),
    restore: (group: MissedGroup) => restore.mutate([group]),
    wake: (group: MissedGroup) => wakeUp.mutate([group]),
  };
}

/** All of them, whatever becomes of one; what failed first is thrown. Whom it was done to is added to `done`. */
async function each(
  groups: readonly MissedGroup[],
  ask: (group: MissedGroup) => Promise<unknown>,
  done: MissedGroup[] = [],
): Promise<void> {
  const answers = await Promise.allSettled(groups.map((group) => ask(group).then(() => done.push(group))));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

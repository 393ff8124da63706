import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { coreNow } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';

/** Taking callers off the list, at once on the screen, and back by "undo". */
export function useWorklistActions() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, who, when, error } = useWords();
  const listKey = api.missed.list.queryKey({ input: { snoozed: false } });
  const refresh = () => queries.invalidateQueries({ queryKey: api.missed.key() });
  const fail = (thrown: Error) => {
    showToast({ tone: 'miss', text: error(thrown) });
    void refresh();
  };

  const takeOff = (group: MissedGroup) =>
    queries.setQueryData(listKey, (held) => held?.filter((one) => one.key !== group.key));

  const restore = useMutation({
    mutationFn: (group: MissedGroup) => client.missed.restore({ key: group.key }),
    onSuccess(_, group) {
      showToast({ text: t('missed.restored', { who: who(group.remote) }) });
      return refresh();
    },
    onError: fail,
  });

  const resolve = useMutation({
    mutationFn: (group: MissedGroup) => client.missed.resolve({ key: group.key }),
    onMutate: takeOff,
    onSuccess: (_, group) =>
      showToast({
        text: t('missed.resolved', { who: who(group.remote) }),
        action: { label: t('app.undo'), run: () => restore.mutate(group) },
      }),
    onError: fail,
  });

  const wakeUp = useMutation({
    mutationFn: (group: MissedGroup) => client.missed.wake({ key: group.key }),
    onSuccess: refresh,
    onError: fail,
  });

  const snooze = useMutation({
    mutationFn: ({ group, until }: { group: MissedGroup; until: number }) =>
      client.missed.snooze({ key: group.key, until }),
    onMutate: ({ group }) => takeOff(group),
    onSuccess: (_, { group, until }) =>
      showToast({
        text: t('missed.snoozed', { who: who(group.remote), when: when(until, coreNow()) }),
        action: { label: t('app.undo'), run: () => wakeUp.mutate(group) },
      }),
    onError: fail,
  });

  return {
    resolve: (group: MissedGroup) => resolve.mutate(group),
    snooze: (group: MissedGroup, until: number) => snooze.mutate({ group, until }),
    restore: (group: MissedGroup) => restore.mutate(group),
    wake: (group: MissedGroup) => wakeUp.mutate(group),
  };
}

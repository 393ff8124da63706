import { useMutation } from '@tanstack/react-query';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ProviderInfo } from '../../../../shared/contract/account.ts';
import type { Problem } from '../../../../shared/contract/problem.ts';
import { compact } from '../../../../shared/domain/compact.ts';
import { problemOf } from '../../../session/session.tsx';
import { useForgettable } from '../../../ui/use-forgettable.ts';
import { useWords } from '../../../words/words.ts';
import { type NumbersDraft, numbersOf } from './contract-numbers.ts';
import { type CredentialsDraft, withoutSecret } from './credentials-fields.tsx';
import { type ProblemPlace, placeOfProblem } from './problem-place.ts';

/** What a provider asks for of an account, as it stands in the fields. */
export interface ConnectDraft {
  secret: CredentialsDraft;
  numbers: NumbersDraft;
  /** As the contract takes it: empty means the provider's own. */
  baseUrl: string;
  /** IANA zone of times that name none. */
  timeZone: string;
}

/** As it is sent. `numbers`: in E.164; undefined where none are typed, or not all that is typed can be read. */
export interface FilledForm extends Omit<ConnectDraft, 'numbers'> {
  numbers: string[] | undefined;
}

export interface ConnectForm extends ConnectDraft {
  provider: ProviderInfo;
  filled: FilledForm;
  /** Whether all numbers are there that the provider has to be asked for. */
  hasNumbers: boolean;
  setSecret(secret: CredentialsDraft): void;
  setNumbers(numbers: NumbersDraft): void;
  setBaseUrl(baseUrl: string): void;
  setTimeZone(timeZone: string): void;
  send(): void;
  isSending: boolean;
  /** What the last try failed with, until it is tried again or another thing stands where it was found wrong. */
  failure: Error | null;
  problem: Problem | undefined;
  place: ProblemPlace | undefined;
  /** In words. */
  said: string | undefined;
  /** The same for the field that it is about. */
  saidAt(place: ProblemPlace): string | undefined;
}

interface ConnectFormOptions<Answer> {
  provider: ProviderInfo;
  /** Left-out fields are those of a new account. */
  start: Pick<ConnectDraft, 'secret'> & { numbers?: readonly string[]; baseUrl?: string; timeZone?: string };
  send(filled: FilledForm): Promise<Answer>;
  /** What is saved after that and needs no secret: by then the form has forgotten it. */
  follow?(): Promise<void>;
  onSent?(answer: Answer): void;
}

/**
 * The form of an account, to be connected or to be changed: what is asked for is what its provider says. Whatever comes of
 * sending it, everything that was typed stays, and no secret lies in the page longer than one try.
 */
export function useConnectForm<Answer>({ provider, start, send, follow, onSent }: ConnectFormOptions<Answer>) {
  const { error } = useWords();
  const lastFollow = useRef(follow);
  useLayoutEffect(() => {
    lastFollow.current = follow;
  });
  const [secret, typeSecret, forget] = useForgettable(() => start.secret, withoutSecret);
  const [numbers, setNumbers] = useState<NumbersDraft>({ named: start.numbers ?? [], typed: '' });
  const [baseUrl, typeBaseUrl] = useState(start.baseUrl ?? '');
  // What lists without a zone call noon is noon at the provider, wherever this computer stands.
  const usual = provider.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [timeZone, setTimeZone] = useState(start.timeZone ?? usual);
  const areTyped = provider.numberSource === 'typed';
  const named = areTyped ? numbersOf(numbers) : undefined;
  const filled: FilledForm = { secret, numbers: named, baseUrl, timeZone };
  const sending = useMutation({
    mutationFn: () => send(filled).finally(forget).then(goOn(lastFollow)),
    ...compact({ onSuccess: onSent }),
  });
  const problem = sending.isError ? problemOf(sending.error) : undefined;
  const place = problem && placeOfProblem(problem);
  const said = sending.isError ? error(sending.error) : undefined;
  const form: ConnectForm = {
    provider,
    secret,
    numbers,
    baseUrl,
    timeZone,
    filled,
    setNumbers,
    setTimeZone,
    problem,
    place,
    said,
    hasNumbers: !areTyped || named !== undefined,
    setSecret(next) {
      typeSecret(next);
      if (place === 'credentials') sending.reset();
    },
    setBaseUrl(next) {
      typeBaseUrl(next);
      if (place === 'environment') sending.reset();
    },
    send: () => sending.mutate(),
    isSending: sending.isPending,
    failure: sending.error,
    saidAt: (here) => (place === here ? said : undefined),
  };
  return { form, forget, answer: sending.data };
}

/**
 * Goes on as the form was drawn last, and by no closure of the drawing in which it was sent: that one holds the secret for as
 * long as anything waits in it.
 */
function goOn<Answer>(follow: RefObject<ConnectFormOptions<Answer>['follow']>): (answer: Answer) => Promise<Answer> {
  return async (answer) => {
    await follow.current?.();
    return answer;
  };
}

import { afterEach, expect, test } from 'vitest';
import type { Account } from '../../shared/contract/account.ts';
import { useLive } from './live-store.ts';
import { useView } from './view-store.ts';

const account = (id: string, ...numbers: string[]) =>
  ({ id, lines: numbers.map((number) => ({ number, label: '' })) }) as unknown as Account;

afterEach(() => {
  useLive.setState(useLive.getInitialState(), true);
  useView.setState(useView.getInitialState(), true);
});

function narrow(accounts: Account[], source: { accountId: string; line?: string }): void {
  useLive.setState({ accounts });
  useView.setState({ source, recordingSource: source });
}

function narrowedTo() {
  const { source, recordingSource } = useView.getState();
  expect(recordingSource).toEqual(source);
  return source;
}

test('a list is not narrowed to an account that was removed', () => {
  narrow([account('a'), account('b'), account('c')], { accountId: 'a' });
  useLive.setState({ accounts: [account('a'), account('c')] });
  expect(narrowedTo()).toEqual({ accountId: 'a' });
  useLive.setState({ accounts: [account('b'), account('c')] });
  expect(narrowedTo()).toBeUndefined();
});

test('nor to a line that is gone', () => {
  narrow([account('a', '1', '2', '3')], { accountId: 'a', line: '3' });
  useLive.setState({ accounts: [account('a', '1', '2')] });
  expect(narrowedTo()).toBeUndefined();
});

test('nor to the only account that is left, which nothing offers to choose', () => {
  narrow([account('a'), account('b')], { accountId: 'a' });
  useLive.setState({ accounts: [account('a')] });
  expect(narrowedTo()).toBeUndefined();
});

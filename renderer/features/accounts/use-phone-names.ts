import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { partyIn } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';

/** What the user calls the phones of an account: each is named as a caller is, and under that name wherever it is told. */
export function usePhoneNames(accountId: string, phones: readonly string[]) {
  const { api, client } = useSession();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const keyOf = (phone: string) => partyIn(accountId, phone).key;
  const known = useQueries({
    queries: phones.map((phone) => api.people.get.queryOptions({ input: { key: keyOf(phone) } })),
  });
  const stored = (phone: string) => known[phones.indexOf(phone)]?.data?.name;
  return {
    nameOf: (phone: string) => typed.get(phone) ?? stored(phone),
    onName: (phone: string, name: string) => setTyped(new Map([...typed, [phone, name]])),
    async save() {
      for (const [phone, name] of typed) {
        if (name.trim() !== stored(phone)) await client.people.save({ key: keyOf(phone), name: name.trim() });
      }
    },
  };
}

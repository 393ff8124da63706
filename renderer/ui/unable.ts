import { createContext, useContext } from 'react';

/** Why nothing in here can be changed or asked for now; undefined while it can. What is told to one thing itself goes before. */
export const Unable = createContext<string | undefined>(undefined);

/** `null` is said of what works by itself: leaving, closing, copying what is shown. */
export type UnableReason = string | null | undefined;

export function useUnable(own: UnableReason): string | undefined {
  const around = useContext(Unable);
  return own === null ? undefined : (own ?? around);
}

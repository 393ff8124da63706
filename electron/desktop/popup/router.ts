import type { AnyRouter } from '@orpc/server';

/** All that the pop-up's page may ask of core: no account, no setting, no call but those on the screen. */
const granted: Readonly<Record<string, readonly string[]>> = {
  host: ['info'],
  updates: ['watch'],
  live: ['silence', 'dismiss'],
  callbacks: ['order'],
};

export function popupRouter(router: AnyRouter): AnyRouter {
  const whole = router as Readonly<Record<string, Readonly<Record<string, AnyRouter>>>>;
  const pick = (subject: string, procedures: readonly string[]) =>
    Object.fromEntries(
      procedures.map((procedure) => {
        const found = whole[subject]?.[procedure];
        if (found === undefined) throw new Error(`the contract has no ${subject}.${procedure}`);
        return [procedure, found];
      }),
    );
  return Object.fromEntries(Object.entries(granted).map(([subject, names]) => [subject, pick(subject, names)]));
}

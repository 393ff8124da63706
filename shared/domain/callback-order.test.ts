import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Callable, callRouteOf, routesOf } from './callback-order.ts';
import { parseParty } from './phone-number.ts';

const account = (id: string, abilities: Partial<Callable> = {}): Callable => ({
  id,
  capabilities: ['callback'],
  sipIds: false,
  ...abilities,
});
const mute = { ...account('clinic', { capabilities: [] }), callsThrough: '' };

describe('the way back to a caller', () => {
  it.each<[string, Parameters<typeof routesOf>, ReturnType<typeof routesOf>]>([
    [
      'its own account',
      [{ ...account('shop'), callsThrough: '' }, [account('first'), account('shop')]],
      { number: { accountId: 'shop', agreed: true } },
    ],
    [
      'another, and nobody was asked',
      [mute, [mute, account('shop'), account('store')]],
      { number: { accountId: 'shop', agreed: false } },
    ],
    [
      'the one that was agreed to, whatever stands before it',
      [{ ...mute, callsThrough: 'store' }, [account('shop'), account('store')]],
      { number: { accountId: 'store', agreed: true } },
    ],
    [
      'another again, where that one is gone',
      [{ ...mute, callsThrough: 'store' }, [mute, account('shop')]],
      { number: { accountId: 'shop', agreed: false } },
    ],
    [
      'another for SIP ids, which not every account takes',
      [{ ...mute, callsThrough: 'shop' }, [account('shop'), account('sipnet', { sipIds: true })]],
      { number: { accountId: 'shop', agreed: true }, sip: { accountId: 'sipnet', agreed: false } },
    ],
    ['none', [mute, [mute]], {}],
  ])('is %s', (_which, [called, all], routes) => {
    expect(routesOf(called, all)).toEqual(routes);
  });

  it('never leads through an account that takes no orders, and is agreed only where it was', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const some = fc.array(
      fc.record({
        id: fc.constantFrom(...ids),
        capabilities: fc.constantFrom(['callback'] as const, []),
        sipIds: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...ids, ''), (all, callsThrough) => {
        const routes = routesOf({ ...mute, callsThrough }, all);
        for (const [kind, route] of Object.entries(routes)) {
          const through = all.find(({ id, capabilities }) => id === route.accountId && capabilities.length > 0);
          expect(through).toBeDefined();
          if (kind === 'sip') expect(all.some(({ id, sipIds }) => id === route.accountId && sipIds)).toBe(true);
          expect(route.agreed).toBe(route.accountId === callsThrough);
        }
        expect(routes.number === undefined).toBe(all.every(({ capabilities }) => capabilities.length === 0));
      }),
    );
  });

  it('leads to nobody who hides or is no number', () => {
    const routes = { number: { accountId: 'shop', agreed: true }, sip: { accountId: 'sipnet', agreed: true } };
    expect(callRouteOf(routes, parseParty('8 916 100-02-32'))).toEqual(routes.number);
    expect(callRouteOf(routes, parseParty('0042656976'))).toEqual(routes.sip);
    for (const nobody of ['', 'anonymous', '101']) expect(callRouteOf(routes, parseParty(nobody))).toBeUndefined();
    expect(callRouteOf(undefined, parseParty('8 916 100-02-32'))).toBeUndefined();
  });
});

import { EventEmitter } from 'node:events';

/**
 * The members of a double that Electron has, as `electron.d.ts` types them; what a test alone asks of the double is
 * whatever else it has. `Apart` are members that return another double.
 */
export type Modelled<Real, Double, Apart extends keyof Double = never> = Pick<
  Real,
  Exclude<keyof Real & keyof Double, keyof EventEmitter | Apart>
>;

/** Names that runtimes and printers look up on anything; everything else that is not modelled is an error. */
const looked = new Set([
  'then',
  'toJSON',
  'constructor',
  'domain',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  '$$typeof',
]);

/**
 * Reading a member that the double does not model throws, so that code cannot lean on something that nobody has looked
 * up in Electron's documentation. So does calling what is gone, as everything that Electron has destroyed does.
 */
export function strict<T extends object>(name: string, target: T, isGone: (one: T) => boolean = () => false): T {
  return new Proxy(target, {
    get(from, key, receiver) {
      if (typeof key === 'string' && !(key in from) && !looked.has(key)) {
        throw new TypeError(`the double does not model ${name}.${key}`);
      }
      const value = Reflect.get(from, key, receiver);
      if (
        typeof value === 'function' &&
        !(key in EventEmitter.prototype) &&
        key !== 'isDestroyed' &&
        isGone(receiver)
      ) {
        throw new TypeError('Object has been destroyed');
      }
      return value;
    },
  });
}

export class StrictEmitter extends EventEmitter {
  constructor(name: string, isGone?: (one: unknown) => boolean) {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: `this` of every subclass is to be the strict one.
    return strict(name, this, isGone);
  }
}

/** An event as Electron passes it first to a listener. */
export function createEvent<Extra extends object>(extra: Extra) {
  let prevented = false;
  return Object.defineProperties(
    {
      ...extra,
      preventDefault() {
        prevented = true;
      },
    },
    { defaultPrevented: { get: () => prevented, enumerable: true } },
  ) as Extra & { preventDefault(): void; readonly defaultPrevented: boolean };
}

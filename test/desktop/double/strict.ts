import { EventEmitter } from 'node:events';

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
 * up in Electron's documentation.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(from, key, receiver) {
      if (typeof key === 'string' && !(key in from) && !looked.has(key)) {
        throw new TypeError(`the double does not model ${name}.${key}`);
      }
      return Reflect.get(from, key, receiver);
    },
  });
}

export class StrictEmitter extends EventEmitter {
  constructor(name: string) {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: `this` of every subclass is to be the strict one.
    return strict(name, this);
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

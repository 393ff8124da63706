import type { RunTool } from './run-tool.ts';

/** A service of the session that is asked over D-Bus, as it names itself. */
export interface BusObject {
  name: string;
  path: string;
  interface: string;
}

const bus: BusObject = {
  name: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/**
 * What a method answers, as text; undefined where there is no such service or method, or no tool that speaks D-Bus: one of the
 * desktop's, or one of systemd's. At most one argument, a string.
 */
export async function busCall(ask: RunTool, object: BusObject, method: string, ...args: [] | [string]) {
  const { name, path, interface: of } = object;
  const signature = args.length === 0 ? [] : ['s', ...args];
  return (
    (await ask('gdbus', [
      ...['call', '--session', '--dest', name, '--object-path', path],
      ...['--method', `${of}.${method}`, ...args],
    ])) ?? ask('busctl', ['--user', 'call', name, path, of, method, ...signature])
  );
}

/** A property, as text; undefined as above. */
export async function busProperty(ask: RunTool, { name, path, interface: of }: BusObject, property: string) {
  const get = ['--method', 'org.freedesktop.DBus.Properties.Get', of, property];
  return (
    (await ask('gdbus', ['call', '--session', '--dest', name, '--object-path', path, ...get])) ??
    ask('busctl', ['--user', 'get-property', name, path, of, property])
  );
}

/** A property that is either true or false; undefined as above. */
export async function busFlag(ask: RunTool, object: BusObject, property: string): Promise<boolean | undefined> {
  const said = await busProperty(ask, object, property);
  return said === undefined ? undefined : /\btrue\b/.test(said);
}

/** Whether a program has this name on the session's bus now; undefined where nobody can be asked. */
export async function hasBusName(ask: RunTool, name: string): Promise<boolean | undefined> {
  const said = await busCall(ask, bus, 'NameHasOwner', name);
  return said === undefined ? undefined : /\btrue\b/.test(said);
}

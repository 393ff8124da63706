import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'internal' | 'cidr' | 'address'>[]>;

/** What this machine is called in its networks, as one text; empty in none. Another text is another network. */
export function machineAddresses(interfaces: Interfaces = networkInterfaces()): string {
  return (
    Object.values(interfaces)
      .flatMap((all) => all ?? [])
      // An address that a machine gives itself leads nowhere, and is there while the cable is out.
      .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address))
      .map(({ cidr, address }) => cidr ?? address)
      .sort()
      .join(' ')
  );
}

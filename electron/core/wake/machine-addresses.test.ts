import { expect, it } from 'vitest';
import { machineAddresses } from './machine-addresses.ts';

const outside = { internal: false, address: '192.168.1.5', cidr: '192.168.1.5/24' };
const own = { internal: true, address: '127.0.0.1', cidr: '127.0.0.1/8' };
const selfGiven = { internal: false, address: 'fe80::1', cidr: 'fe80::1/64' };

it('is empty in no network, whatever the machine calls itself', () => {
  expect(machineAddresses({})).toBe('');
  expect(machineAddresses({ lo: [own], eth0: [selfGiven, { ...outside, address: '169.254.7.7' }] })).toBe('');
});

it('is the same for the same network, in whatever order it is told', () => {
  const other = { internal: false, address: '10.0.0.7', cidr: '10.0.0.7/8' };
  const both = machineAddresses({ lo: [own], eth0: [outside], wlan0: [other] });
  expect(machineAddresses({ wlan0: [other], eth0: [outside, selfGiven] })).toBe(both);
  expect(machineAddresses({ eth0: [outside] })).not.toBe(both);
});

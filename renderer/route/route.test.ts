import { afterEach, expect, test, vi } from 'vitest';
import { formatRoute, goOn, parseRoute, type Route } from './route.ts';

test.each<[string, Route]>([
  ['', { screen: 'calls', callId: undefined }],
  ['#/calls/12', { screen: 'calls', callId: 12 }],
  ['#/calls/-1', { screen: 'calls', callId: undefined }],
  ['#/calls/12abc', { screen: 'calls', callId: undefined }],
  ['#/recordings', { screen: 'recordings', callId: undefined }],
  ['#/settings/calls-in', { screen: 'settings', section: 'calls-in' }],
  ['#/settings/accounts/', { screen: 'settings', section: 'accounts' }],
  ['#/settings/accounts/a%20b', { screen: 'settings', section: 'accounts', accountId: 'a b' }],
  ['#/settings/look/12', { screen: 'settings', section: 'look' }],
  ['#/settings/nothing', { screen: 'settings', section: undefined }],
  ['#/lines', { screen: 'lines' }],
  ['#/lines/shop', { screen: 'lines' }],
  ['#/lines/shop/4950000110', { screen: 'lines', accountId: 'shop', number: '4950000110' }],
  ['#/dial/', { screen: 'calls', dial: '' }],
  ['#/dial/%2B7%20916%2F1', { screen: 'calls', dial: '+7 916/1' }],
  ['#/dial/%E0%A4%A', { screen: 'calls', dial: '%E0%A4%A' }],
  ['#/connect', { screen: 'connect' }],
  ['#/connect/sipnet', { screen: 'connect', provider: 'sipnet', step: undefined }],
  ['#/connect/sipnet/found', { screen: 'connect', provider: 'sipnet', step: 'found' }],
  ['#/connect/sipnet/nothing', { screen: 'connect', provider: 'sipnet', step: undefined }],
  ['#/<script>', { screen: 'calls', callId: undefined }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test.each<Route>([
  { screen: 'calls', callId: 7 },
  { screen: 'settings', section: 'look' },
  { screen: 'settings', section: 'accounts', accountId: 'a/b c' },
  { screen: 'lines', accountId: 'a/b c', number: '4950000110' },
  { screen: 'connect' },
  { screen: 'connect', provider: 'sip/net', step: 'calls' },
])('what is written is read again: $screen', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['', '#/recordings'],
  ['#/calls', '#/recordings'],
  ['#/calls/7', '#/calls/7'],
  ['#/settings', '#/settings'],
])('who is at %s when something ends that was begun at home is then at %s', (hash, then) => {
  const location = { hash };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', {
    pushState(_state: unknown, _title: string, next: string) {
      location.hash = next;
    },
  });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('HashChangeEvent', Event);
  goOn({ screen: 'calls' }, { screen: 'recordings' });
  expect(location.hash).toBe(then);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areNumbersAsSent,
  type Destination,
  findNumberFault,
  isSameNumbers,
  newDestination,
  pairDestinations,
  type UniversalNumber,
  writePlace,
} from './universal-numbers.ts';

const destination: Destination = {
  phone: '89430000611',
  begin: '09:00:00',
  end: '17:59:59',
  day: 1,
  channels: 2,
  priority: 0,
  ext: '',
  locked: false,
  record: true,
  received: '{}',
};
const number: UniversalNumber = {
  phone: '4950000310',
  flags: { menu_allowed: true },
  seconds: { max_queue_time: 60 },
  mails: { voice_email: '' },
  texts: { description: 'desk', time_zone: '0' },
  destinations: [destination, { ...destination, day: 2 }, { ...destination, phone: '89430000612' }],
  changed: 'user, 2026-11-20',
};

describe('two states of a number', () => {
  it('are the same in whatever order and form its destinations are written, and whoever changed it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...number.destinations], { minLength: 3 }), fc.string(), (shuffled, changed) => {
        const written = shuffled.map((one) => ({ ...one, phone: `+7${one.phone.slice(1)}`, received: changed }));
        const other = { ...number, phone: '+7 495 000-03-10', destinations: written, changed };
        expect(isSameNumbers([number], [other])).toBe(true);
      }),
    );
  });

  it('differ in any field, and where one destination is lost or comes twice', () => {
    const changes: Partial<Destination>[] = [
      ...[{ begin: '10:00:00' }, { end: '23:59:59' }, { day: 0 }, { channels: 1 }, { priority: 1 }, { ext: '101' }],
      ...[{ locked: true }, { record: false }, { phone: '89430000613' }],
    ];
    for (const change of changes) {
      const destinations = number.destinations.with(1, { ...destination, day: 2, ...change });
      expect(isSameNumbers([number], [{ ...number, destinations }])).toBe(false);
    }
    const [first] = number.destinations;
    for (const destinations of [number.destinations.slice(1), [...number.destinations, first ?? destination]])
      expect(isSameNumbers([number], [{ ...number, destinations }])).toBe(false);
    for (const change of [
      ...[{ flags: { menu_allowed: false } }, { seconds: { max_queue_time: 61 } }, { mails: { voice_email: 'a@b.c' } }],
      ...[{ texts: { description: '' } }, { texts: { time_zone: '3' } }],
    ])
      expect(isSameNumbers([number], [{ ...number, ...change }])).toBe(false);
    expect(isSameNumbers([number], [])).toBe(false);
  });
});

it('do not differ in what one of them does not tell: it can be neither compared nor sent', () => {
  const untold = { ...number, flags: {}, seconds: {}, mails: {}, texts: {} };
  expect(isSameNumbers([number], [untold])).toBe(true);
  expect(isSameNumbers([untold], [number])).toBe(true);
});

it.each<[boolean | undefined, Partial<UniversalNumber>, Partial<UniversalNumber>]>([
  [true, { seconds: { max_queue_time: 90 } }, { seconds: { max_queue_time: 90 } }],
  [undefined, { seconds: { max_queue_time: 90 } }, { seconds: {} }],
  [undefined, { flags: { menu_allowed: false } }, { flags: {} }],
  [undefined, { texts: { description: 'hall', time_zone: '0' } }, { texts: { time_zone: '0' } }],
  // What was not changed may be left out.
  [true, { seconds: { max_queue_time: 90 } }, { seconds: { max_queue_time: 90 }, flags: {}, texts: {} }],
  [false, { seconds: { max_queue_time: 90 } }, { seconds: { max_queue_time: 60 }, flags: {} }],
  [false, { seconds: { max_queue_time: 90 } }, { seconds: {}, flags: { menu_allowed: false } }],
])('is known to be as it was sent, or not to be, only where it is told: %s', (told, change, now) => {
  const edited = { ...number, ...change };
  expect(areNumbersAsSent([{ ...edited, ...now }], [edited], [number])).toBe(told);
});

describe('what would be refused', () => {
  const turn = (change: Partial<Destination>) => ({ destinations: [destination, { ...destination, ...change }] });

  it.each<[string | undefined, Partial<UniversalNumber>]>([
    [undefined, {}],
    [undefined, { mails: { voice_email: 'desk@clinic.example' } }],
    // Over midnight is legal.
    [undefined, turn({ begin: '22:00:00', end: '06:00:00' })],
    // Whatever the provider has goes back to it.
    [undefined, turn({ phone: 'sip:desk', ext: '10-1', received: '{"phone":"sip:desk","ext":"10-1"}' })],
    [undefined, turn({ ...newDestination, phone: '+7 943 000-06-13' })],
    [undefined, turn({ ...newDestination, phone: '101', ext: '101', priority: -1 })],
    ['voice_email', { mails: { voice_email: 'desk' } }],
    ['max_queue_time', { seconds: { max_queue_time: Number.NaN } }],
    ['make_call_time', { seconds: { make_call_time: -1 } }],
    ['dn_list[1].end', turn({ end: '24:00:00' })],
    ['dn_list[1].begin', turn({ begin: '9:00' })],
    ['dn_list[1].channels', turn({ channels: 0 })],
    ['dn_list[1].day', turn({ day: Number.NaN })],
    ['dn_list[1].priority', turn({ priority: 0.5 })],
    ['dn_list[1].ext', turn({ ext: 'desk' })],
    ['dn_list[1].phone', turn(newDestination)],
    ['dn_list[1].phone', turn({ phone: 'Maria', received: '{"phone":"89430000611"}' })],
  ])('%s', (field, change) => {
    const fault = findNumberFault([number, { ...number, phone: '4990000320', ...change }]);
    expect(fault && writePlace(fault)).toBe(field && `4990000320 ${field}`);
  });
});

it('knows of destinations which was added, taken away or changed, wherever they stand', () => {
  const rows = [611, 612, 613, 614].map((end, day) => ({ ...destination, phone: `89430000${end}`, day }));
  const received = rows.map((one) => ({ ...one, received: JSON.stringify(one) }));
  fc.assert(
    fc.property(fc.shuffledSubarray(received), fc.nat(3), (left, moved) => {
      const added = { ...newDestination, phone: '+7 943 000-06-99' };
      const edited = left.map((one, index) => (index === moved ? { ...one, phone: '89430000698', day: 6 } : one));
      const pairs = pairDestinations(received, [...edited, added]);
      expect(pairs.map(({ after }) => after).filter(Boolean)).toEqual([...edited, added]);
      expect(pairs.slice(0, edited.length).map(({ before }) => before)).toEqual(left);
      expect(pairs[edited.length]).toEqual({ before: undefined, after: added });
      expect(new Set(pairs.slice(edited.length + 1).map(({ before }) => before))).toEqual(
        new Set(received.filter((one) => !left.includes(one))),
      );
    }),
  );
});

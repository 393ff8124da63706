import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePbxLines } from '../../../shared/domain/hosted-pbx/pbx-line-difference.ts';
import { findLineFaults } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type {
  ForwardingNumber,
  PbxLineProfile,
  PbxLineSettings,
} from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { emptyWeek, type Schedule, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { paint, workingHours } from '../../../shared/domain/schedule/schedule-edits.ts';
import { moveItem, newNumber, settingsToSend, withBlock, withBlockActive, withProfile } from './line-parts.ts';
import { rebaseEdit, restoreSettings } from './rebase.ts';

const hour = 3600;
const person = (id: string, number: string): ForwardingNumber => ({
  id,
  number,
  name: `Person ${id}`,
  isActive: true,
  dialSeconds: 30,
});
const blank: Schedule = { blocks: ['working', 'other'].map((id) => ({ id, isActive: true, week: emptyWeek })) };
const schedule = workingHours(blank, {
  working: 'working',
  other: 'other',
  days: [1, 2, 3, 4, 5],
  from: 9 * hour,
  to: 18 * hour,
});
const line: PbxLineSettings = {
  number: '4950000110',
  name: 'Shop',
  mode: 'simple',
  doNotDisturb: false,
  plainPhone: { number: '89430000001', dialSeconds: 30 },
  profiles: [
    {
      id: 'p',
      name: 'Main',
      isActive: true,
      usesCalendar: false,
      movedWorkday: 1,
      schedule,
      blocks: [
        {
          id: 'working',
          name: 'Working hours',
          dialMode: 'in-turn',
          numbers: ['1', '2', '3'].map((id) => person(id, `8943000000${id}`)),
        },
        { id: 'other', name: 'Other hours', dialMode: 'in-turn', numbers: [person('4', '89430000004')] },
      ],
    },
  ],
};
const profileOf = ({ profiles: [profile] }: PbxLineSettings): PbxLineProfile => {
  if (profile === undefined) throw new Error('no profile');
  return profile;
};
const numbersOf = (settings: PbxLineSettings) => profileOf(settings).blocks[0]?.numbers ?? [];
const onProfile = (change: (profile: PbxLineProfile) => PbxLineProfile) => (settings: PbxLineSettings) =>
  withProfile(settings, 'p', change(profileOf(settings)));
const onNumbers = (change: (numbers: readonly ForwardingNumber[]) => readonly ForwardingNumber[]) =>
  onProfile((profile) => withBlock(profile, 'working', { numbers: change(profile.blocks[0]?.numbers ?? []) }));

type Change = (settings: PbxLineSettings) => PbxLineSettings;
/** What a screen can do to a line. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.string({ maxLength: 5 }).map(
    (name): Change =>
      (settings) => ({ ...settings, name }),
  ),
  fc.boolean().map(
    (doNotDisturb): Change =>
      (settings) => ({ ...settings, doNotDisturb }),
  ),
  fc.constantFrom('phone', 'simple', 'detailed').map(
    (mode): Change =>
      (settings) => ({ ...settings, mode }),
  ),
  fc.nat(90).map(
    (dialSeconds): Change =>
      (settings) => ({ ...settings, plainPhone: { number: '9430000009', dialSeconds } }),
  ),
  fc.tuple(fc.constantFrom(...weekdays), fc.nat(24), fc.nat(24), fc.constantFrom('working', 'other')).map(
    ([day, from, to, id]): Change =>
      onProfile((profile) => ({
        ...profile,
        schedule: paint(profile.schedule, day, { from: from * hour, to: to * hour }, id),
      })),
  ),
  fc.boolean().map((isActive): Change => onProfile((profile) => withBlockActive(profile, 'other', isActive))),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([from, to]): Change => onNumbers((numbers) => moveItem(numbers, from, to))),
  fc.nat(3).map((at): Change => onNumbers((numbers) => numbers.toSpliced(at, 1))),
  fc.constant<Change>(onNumbers((numbers) => [...numbers, { ...newNumber(numbers), number: '9160000000' }])),
  fc
    .tuple(fc.nat(3), fc.nat(90))
    .map(
      ([at, dialSeconds]): Change =>
        onNumbers((numbers) => numbers.map((number, index) => (index === at ? { ...number, dialSeconds } : number))),
    ),
);
const changed = fc
  .array(change, { maxLength: 8 })
  .map((changes) => changes.reduce((settings, one) => one(settings), line));

const isSame = (one: PbxLineSettings, other: PbxLineSettings) => comparePbxLines(one, other).length === 0;

describe('an edit that is made again', () => {
  it('is the same edit where nothing else changed', () => {
    fc.assert(fc.property(changed, (edited) => isSame(edited, rebaseEdit(line, edited, line))));
  });

  it('leaves what others did alone where it did nothing itself', () => {
    fc.assert(fc.property(changed, (fresh) => isSame(fresh, rebaseEdit(line, line, fresh))));
  });

  it('has nothing left to do once it arrived', () => {
    fc.assert(fc.property(changed, (edited) => isSame(edited, rebaseEdit(line, edited, edited))));
  });

  it('makes no fault that neither side has', () => {
    fc.assert(
      fc.property(changed, changed, (edited, fresh) => {
        const sound = (settings: PbxLineSettings) => !findLineFaults(settings).some(({ kind }) => kind === 'schedule');
        const isOff = (settings: PbxLineSettings) =>
          profileOf(settings).schedule.blocks.some((block) => !block.isActive);
        // A block that one side switched off has no time for the other to give.
        fc.pre(sound(edited) && sound(fresh) && !isOff(edited) && !isOff(fresh));
        expect(sound(rebaseEdit(line, edited, fresh))).toBe(true);
      }),
    );
  });

  it('keeps both when two people change different things', () => {
    const mine = onNumbers((numbers) => moveItem(numbers, 2, 0))({ ...line, name: 'Mine' });
    const theirs = onNumbers((numbers) => [...numbers, person('9', '89430000009')])({ ...line, doNotDisturb: true });
    const both = rebaseEdit(line, mine, theirs);
    expect(both).toMatchObject({ name: 'Mine', doNotDisturb: true });
    expect(numbersOf(both).map(({ id }) => id)).toEqual(['3', '1', '2', '9']);
  });

  it('adds no number again that arrived under an id of the provider', () => {
    const mine = onNumbers((numbers) => [...numbers, { ...newNumber(numbers), number: '+7 916 000-00-00' }])(line);
    const arrived = onNumbers((numbers) => [...numbers, { ...person('77', '89160000000'), name: '' }])(line);
    expect(comparePbxLines(arrived, rebaseEdit(line, mine, arrived))).toEqual([]);
  });
});

describe('kept settings', () => {
  it('come back whole', () => {
    fc.assert(fc.property(changed, changed, (now, kept) => isSame(kept, restoreSettings(now, kept))));
  });

  it('come back whole where a block that was switched off had hours that are another’s', () => {
    const paintDay = (id: string) =>
      onProfile((profile) => ({
        ...profile,
        schedule: paint(profile.schedule, 2, { from: 0, to: hour }, id),
      }));
    const off = onProfile((profile) => withBlockActive(profile, 'other', false));
    const kept = paintDay('working')(line);
    expect(comparePbxLines(kept, restoreSettings(paintDay('working')(off(line)), kept))).toEqual([]);
  });

  it('bring back no field and no profile that the provider has no more', () => {
    const { name: _name, ...nameless } = line;
    expect(restoreSettings({ ...nameless, profiles: [] }, line)).toEqual({ ...nameless, profiles: [] });
  });
});

describe('what is sent', () => {
  it('has new numbers without an id, and only changed ones in the form of the provider', () => {
    const odd = onNumbers(([first, ...rest]) => [
      { ...person('1', '9430000001'), ...first, number: '9430000001' },
      ...rest,
    ])(line);
    const edited = onNumbers((numbers) => [...numbers, { ...newNumber(numbers), number: '+7 (916) 000-00-00' }])(odd);
    expect(numbersOf(settingsToSend(odd, edited)).map(({ id, number }) => [id, number])).toEqual([
      ['1', '9430000001'],
      ['2', '89430000002'],
      ['3', '89430000003'],
      ['', '89160000000'],
    ]);
  });

  it('names new numbers apart for as long as they are edited', () => {
    const first = newNumber([]);
    expect(newNumber([first]).id).not.toBe(first.id);
  });
});

import { forwardingForm } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type {
  ForwardingBlock,
  ForwardingNumber,
  PbxLineProfile,
  PbxLineSettings,
} from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';

/** The same settings with one of their parts changed. */
export function withProfile(line: PbxLineSettings, id: string, part: Partial<PbxLineProfile>): PbxLineSettings {
  return {
    ...line,
    profiles: line.profiles.map((profile) => (profile.id === id ? { ...profile, ...part } : profile)),
  };
}

export function withBlock(profile: PbxLineProfile, id: string, part: Partial<ForwardingBlock>): PbxLineProfile {
  return { ...profile, blocks: profile.blocks.map((block) => (block.id === id ? { ...block, ...part } : block)) };
}

export function isBlockActive(profile: PbxLineProfile, id: string): boolean {
  return profile.schedule.blocks.find((block) => block.id === id)?.isActive ?? true;
}

/** Times of a block that is off stay with it, and count again when it is on. */
export function withBlockActive(profile: PbxLineProfile, id: string, isActive: boolean): PbxLineProfile {
  const blocks = profile.schedule.blocks.map((block) => (block.id === id ? { ...block, isActive } : block));
  return { ...profile, schedule: { blocks } };
}

export function moveItem<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || from === to || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** A number that the provider does not know yet needs a name of its own for as long as it is edited. */
const newPrefix = 'new-';

export function newNumber(others: readonly ForwardingNumber[]): ForwardingNumber {
  const taken = others.map(({ id }) => (isNew(id) ? Number(id.slice(newPrefix.length)) : 0));
  return { id: `${newPrefix}${Math.max(0, ...taken) + 1}`, number: '', name: '', isActive: true, dialSeconds: 30 };
}

function isNew(id: string): boolean {
  return id.startsWith(newPrefix);
}

/** As it is sent: new numbers without an id, and changed ones in the form in which the provider will answer with them. */
export function settingsToSend(before: PbxLineSettings, edited: PbxLineSettings): PbxLineSettings {
  const phone = edited.plainPhone;
  return {
    ...edited,
    ...(phone === undefined
      ? {}
      : { plainPhone: { ...phone, number: sentForm(phone.number, before.plainPhone?.number) } }),
    profiles: edited.profiles.map((profile) => {
      const numbersBefore = before.profiles
        .find(({ id }) => id === profile.id)
        ?.blocks.flatMap(({ numbers }) => numbers);
      return {
        ...profile,
        blocks: profile.blocks.map((block) => ({
          ...block,
          numbers: block.numbers.map((number) => ({
            ...number,
            id: isNew(number.id) ? '' : number.id,
            number: sentForm(number.number, numbersBefore?.find(({ id }) => id === number.id)?.number),
          })),
        })),
      };
    }),
  };
}

function sentForm(number: string, before: string | undefined): string {
  return number === before ? number : (forwardingForm(number) ?? number);
}

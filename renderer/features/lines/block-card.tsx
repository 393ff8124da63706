import type { DialMode, PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { isBlockActive, withBlock, withBlockActive } from './line-parts.ts';
import { NumberList } from './number-list.tsx';
import { Swatch } from './part-bar.tsx';

const dialModes: readonly DialMode[] = ['in-turn', 'together', 'even'];

interface BlockCardProps {
  profile: PbxLineProfile;
  blockId: string;
  /** By which the places of faults are found. */
  place: string;
  faults: ReadonlySet<string>;
  onChange(profile: PbxLineProfile, field?: string): void;
}

/** Where calls go in the hours of one block. */
export function BlockCard({ profile, blockId, place, faults, onChange }: BlockCardProps) {
  const { t } = useWords();
  const index = profile.blocks.findIndex(({ id }) => id === blockId);
  const block = profile.blocks[index];
  if (block === undefined) return null;
  const isActive = isBlockActive(profile, blockId);
  return (
    <section
      aria-label={block.name}
      className="flex flex-col gap-1 rounded-xl border border-line bg-surface px-3.5 py-2.5 sm:px-4"
    >
      <div className="flex items-center gap-2">
        <Swatch place={index} />
        <h4 className="mr-auto min-w-0 truncate font-semibold text-lg">{block.name}</h4>
        <Switch
          label={t('lines.block.active')}
          checked={isActive}
          onChange={(on) => onChange(withBlockActive(profile, blockId, on))}
        />
      </div>
      {!isActive && <p className="-mt-1.5 pb-1 text-dim text-sm">{t('lines.block.inactive')}</p>}
      {block.dialMode !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 pb-1.5">
          <span>{t('lines.block.dialMode')}</span>
          <Segmented
            label={t('lines.block.dialMode')}
            value={block.dialMode}
            options={dialModes.map((mode) => ({ value: mode, label: t(`lines.block.dialModes.${mode}`) }))}
            onChange={(dialMode) => onChange(withBlock(profile, blockId, { dialMode }))}
          />
        </div>
      )}
      <NumberList
        label={t('lines.block.numbers', { name: block.name })}
        numbers={block.numbers}
        place={`${place}.numbers`}
        faults={faults}
        onChange={(numbers, field) => onChange(withBlock(profile, blockId, { numbers }), field)}
      />
    </section>
  );
}

import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ForwardingNumber } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';
import { numberTitle } from './change-words.ts';
import { InlineInput } from './inline-input.tsx';
import { moveItem, newNumber } from './line-parts.ts';
import { SecondsInput } from './seconds-input.tsx';
import { useRowDrag } from './use-row-drag.ts';

/** The most that a block may have on the wire. */
const mostNumbers = 200;

interface NumberListProps {
  label: string;
  numbers: readonly ForwardingNumber[];
  /** By which the place of a fault is found; a number's own follows. */
  place: string;
  /** Places of what is wrong. */
  faults: ReadonlySet<string>;
  onChange(numbers: readonly ForwardingNumber[], field?: string): void;
}

/** Whom a block forwards to, in their order: dragged by the grip, or moved by the buttons. */
export function NumberList({ label, numbers, place, faults, onChange }: NumberListProps) {
  const { t } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    const moved = numbers[from];
    if (moved === undefined) return;
    onChange(moveItem(numbers, from, to));
    setSaid(t('lines.number.moved', { number: numberTitle(moved, t), place: to + 1 }));
  };
  const { drag, gripOf } = useRowDrag(list, move);
  const addButton = useRef<HTMLButtonElement>(null);
  const count = useRef(numbers.length);
  const isOwn = useRef(false);
  // A row that was added here is typed into next; with one that was removed the focus would be gone.
  useEffect(() => {
    const grown = numbers.length - count.current;
    count.current = numbers.length;
    if (isOwn.current && grown > 0)
      list.current?.lastElementChild?.querySelector<HTMLElement>('input[type=tel]')?.focus();
    if (isOwn.current && grown < 0) addButton.current?.focus();
    isOwn.current = false;
  }, [numbers.length]);
  const resize = (next: readonly ForwardingNumber[]) => {
    isOwn.current = true;
    onChange(next);
  };

  return (
    <div>
      {numbers.length === 0 ? (
        <p className="py-1 text-dim">{t('lines.block.none')}</p>
      ) : (
        <ul ref={list} aria-label={label} className="flex flex-col">
          {numbers.map((number, index) => (
            <li
              key={number.id}
              style={drag?.from === index ? { transform: `translateY(${drag.shift}px)` } : undefined}
              className={classNames(
                'relative border-line border-t first:border-t-0',
                drag?.from === index && 'z-10 rounded-lg bg-raised shadow-float',
                drag && drag.from !== index && drag.before === index && 'shadow-[0_-2px_0_var(--color-accent-solid)]',
                drag &&
                  drag.from !== index &&
                  drag.before === numbers.length &&
                  index === numbers.length - 1 &&
                  'shadow-[0_2px_0_var(--color-accent-solid)]',
              )}
            >
              <NumberRow
                number={number}
                index={index}
                count={numbers.length}
                place={`${place}.${index}`}
                faults={faults}
                grip={gripOf(index)}
                onMove={move}
                onRemove={() => resize(numbers.toSpliced(index, 1))}
                onChange={(part, field) => onChange(numbers.with(index, { ...number, ...part }), field)}
              />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {numbers.length < mostNumbers && (
        <Button
          ref={addButton}
          size="sm"
          variant="quiet"
          icon={Plus}
          className="-ml-1.5 mt-1"
          onClick={() => resize([...numbers, newNumber(numbers)])}
        >
          {t('lines.block.add')}
        </Button>
      )}
    </div>
  );
}

interface NumberRowProps {
  number: ForwardingNumber;
  index: number;
  count: number;
  place: string;
  faults: ReadonlySet<string>;
  grip: ReturnType<ReturnType<typeof useRowDrag>['gripOf']>;
  onMove(from: number, to: number): void;
  onRemove(): void;
  onChange(part: Partial<ForwardingNumber>, field?: string): void;
}

function NumberRow({ number, index, count, place, faults, grip, onMove, onRemove, onChange }: NumberRowProps) {
  const { t } = useWords();
  const title = numberTitle(number, t);
  const dimmed = number.isActive ? undefined : 'text-dim';
  const wrong = { number: faults.has(`${place}.number`), seconds: faults.has(`${place}.dialSeconds`) };
  return (
    <fieldset className="grid grid-cols-[18px_18px_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1.5 py-2 sm:grid-cols-[18px_18px_minmax(0,5fr)_minmax(0,5fr)_auto_auto]">
      <legend className="sr-only">{t('lines.number.label', { place: index + 1 })}</legend>
      <span
        {...grip}
        aria-hidden
        title={t('lines.number.grip')}
        className="grid h-8 cursor-grab touch-none place-items-center rounded text-faint hover:text-text active:cursor-grabbing"
      >
        <GripVertical size={15} />
      </span>
      <Checkbox
        aria-label={t('lines.number.active')}
        title={t('lines.number.active')}
        checked={number.isActive}
        onPress={() => onChange({ isActive: !number.isActive })}
      />
      <InlineInput
        type="tel"
        data-place={`${place}.number`}
        aria-label={t('lines.number.number')}
        aria-describedby={wrong.number ? `${place}.fault` : undefined}
        placeholder={t('lines.number.number')}
        maxLength={64}
        value={number.number}
        wrong={wrong.number}
        className={dimmed}
        onChange={(event) => onChange({ number: event.target.value }, `${place}.number`)}
      />
      <InlineInput
        aria-label={t('lines.number.name')}
        placeholder={t('lines.number.name')}
        maxLength={200}
        value={number.name}
        wrong={false}
        className={classNames('max-sm:order-1 max-sm:col-start-3', dimmed)}
        onChange={(event) => onChange({ name: event.target.value }, `${place}.name`)}
      />
      <SecondsInput
        data-place={`${place}.dialSeconds`}
        aria-label={t('lines.number.seconds')}
        aria-describedby={wrong.seconds ? `${place}.fault` : undefined}
        value={number.dialSeconds}
        wrong={wrong.seconds}
        className="max-sm:order-1"
        onChange={(dialSeconds) => onChange({ dialSeconds }, `${place}.dialSeconds`)}
      />
      <span className="flex items-center">
        <IconButton
          size="sm"
          icon={ArrowUp}
          label={t('lines.number.up')}
          aria-disabled={index === 0}
          onClick={() => onMove(index, index - 1)}
        />
        <IconButton
          size="sm"
          icon={ArrowDown}
          label={t('lines.number.down')}
          aria-disabled={index === count - 1}
          onClick={() => onMove(index, index + 1)}
        />
        <IconButton size="sm" icon={Trash2} label={t('lines.number.remove', { number: title })} onClick={onRemove} />
      </span>
      {(wrong.number || wrong.seconds) && (
        <p id={`${place}.fault`} className="col-start-3 -col-end-1 text-miss text-sm max-sm:order-2">
          {[wrong.number && t('lines.faults.number'), wrong.seconds && t('lines.faults.seconds0')]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </fieldset>
  );
}

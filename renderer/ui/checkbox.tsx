import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type'> {
  /** `range` when Shift was held: up to here from where one was pressed before. */
  onPress(range: boolean): void;
}

/** The system's own box, in our colour. Its name comes from a label around it or from `aria-label`. */
export function Checkbox({ onPress, className, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      className={classNames('size-4 shrink-0 accent-accent-solid', className)}
      onChange={({ nativeEvent }) => onPress(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      {...rest}
    />
  );
}

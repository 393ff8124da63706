import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { beginEdit, changeEdit, type LineEdit, redoEdit, undoEdit } from './line-edit.ts';

const line = (name: string): PbxLineSettings => ({ number: '4950000110', name, profiles: [] });
const begun = beginEdit(line('a'));

describe('an edit of a line', () => {
  it('takes what was typed into one field back as one step', () => {
    const typed = ['ab', 'abc', 'abcd'].reduce((edit, name) => changeEdit(edit, line(name), 'name'), begun);
    const other = changeEdit(typed, line('abcd!'), 'other');
    expect(undoEdit(other).now.name).toBe('abcd');
    expect(undoEdit(undoEdit(other)).now.name).toBe('a');
  });

  it('begins a new step in a field that was left by an undo', () => {
    const typed = changeEdit(changeEdit(begun, line('b'), 'name'), line('c'));
    const again = changeEdit(undoEdit(typed), line('d'), 'name');
    expect(undoEdit(again).now.name).toBe('b');
  });

  it('goes back and forth over any steps, and forgets what was taken back once something else is done', () => {
    const step = fc.oneof(
      fc.record({ name: fc.string({ maxLength: 3 }), field: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }) }),
      fc.constantFrom('undo' as const, 'redo' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let edit: LineEdit = begun;
        for (const one of steps) {
          const was = edit;
          if (one === 'undo') {
            edit = undoEdit(was);
            if (was.past.length > 0) expect(redoEdit(edit).now).toBe(was.now);
          } else if (one === 'redo') {
            edit = redoEdit(was);
            if (was.future.length > 0) expect(undoEdit(edit).now).toBe(was.now);
          } else {
            edit = changeEdit(was, line(one.name), one.field);
            expect(redoEdit(edit).now).toBe(edit.now);
          }
          expect(edit.before).toBe(begun.before);
        }
        const first = edit.past.reduce(undoEdit, edit);
        expect(first.now).toBe(begun.before);
      }),
    );
  });
});

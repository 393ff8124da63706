import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { createNoteEditing, type NoteDraft, typingPauseMs } from './note-draft.ts';

/** A note in core, and windows that look at it; what they leave behind is shared, as in one browser. */
function noteInCore(kept = '') {
  const clock = createManualClock();
  const core = { kept, saves: [] as string[], isConnected: true, fails: false, answers: true };
  let stored: NoteDraft | undefined;
  const drafts = {
    read: () => stored,
    write(draft: NoteDraft) {
      stored = draft;
    },
    remove(text: string) {
      if (stored?.text === text) stored = undefined;
    },
  };

  async function save(text: string, base: string): Promise<void> {
    if (core.fails) throw new Error('not saved');
    if (core.kept !== base && core.kept !== text) throw new Error('changed meanwhile');
    core.kept = text;
    core.saves.push(text);
    if (!core.answers) throw new Error('the answer was lost');
  }

  function open() {
    const surroundings = (told = core.kept) => ({ kept: told, isConnected: core.isConnected, save });
    const editing = createNoteEditing({ drafts, surroundings: surroundings(), after: clock.after });
    /** The page is drawn, with what core says now or was last told to say. */
    const draw = (told?: string) => {
      editing.hear(surroundings(told));
      return editing.view();
    };
    draw();
    return { ...editing, draw };
  }

  /** Lets time pass, and what was sent be answered. */
  async function pass(ms = typingPauseMs): Promise<void> {
    clock.advance(ms);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
  return { core, open, pass, draft: () => stored };
}

describe('a note that is typed', () => {
  it('stays as it is while the page is drawn once more with the note of before its save', async () => {
    const { core, open, pass } = noteInCore('call');
    const field = open();
    field.type('call back');
    await pass();
    expect(core.saves).toEqual(['call back']);
    expect(field.draw('call')).toEqual({ text: 'call back', phase: 'kept', theirs: undefined, canTakeBack: true });
    field.type('call back on');
    expect(field.draw('call')).toMatchObject({ text: 'call back on', theirs: undefined });
    await pass();
    expect(field.draw()).toMatchObject({ text: 'call back on', phase: 'kept' });
    expect(core.saves).toEqual(['call back', 'call back on']);
  });

  it('is kept after a pause, without waiting for the field to be left', async () => {
    const { core, open, pass, draft } = noteInCore();
    const field = open();
    field.type('inv');
    await pass(typingPauseMs - 1);
    field.type('invoice ');
    await pass(typingPauseMs - 1);
    expect([core.kept, field.view().phase, draft()?.text]).toEqual(['', 'typed', 'invoice ']);
    await pass(1);
    expect(core.saves).toEqual(['invoice']);
    // The space is still under the cursor.
    expect(field.draw()).toMatchObject({ text: 'invoice ', phase: 'kept' });
    expect(draft()).toBeUndefined();
    field.leave();
    expect(field.draw()).toMatchObject({ text: 'invoice', phase: 'kept' });
  });

  it('is kept at once when the field is left', async () => {
    const { core, open, pass } = noteInCore('old');
    const field = open();
    field.type('new');
    field.leave();
    await pass(0);
    expect(core.kept).toBe('new');
  });

  it('is kept whole when it goes on while it is being sent', async () => {
    const { core, open, pass } = noteInCore();
    const field = open();
    field.type('one');
    field.leave();
    field.type('one two');
    await pass(0);
    await pass();
    expect(core.saves).toEqual(['one', 'one two']);
    expect(field.draw()).toMatchObject({ text: 'one two', phase: 'kept', theirs: undefined });
  });

  it('can be taken back, whatever was kept of it meanwhile', async () => {
    const { core, open, pass } = noteInCore('before');
    const field = open();
    field.type('before and');
    await pass();
    field.type('before and after');
    expect(field.view().canTakeBack).toBe(true);
    field.takeBack();
    expect(field.view().canTakeBack).toBe(false);
    await pass();
    expect([core.kept, field.draw().text]).toEqual(['before', 'before']);
  });

  it('stays when it could not be kept, and is tried again when the field is left', async () => {
    const { core, open, pass } = noteInCore();
    const field = open();
    core.fails = true;
    field.type('invoice');
    await pass();
    expect(field.draw()).toMatchObject({ text: 'invoice', phase: 'failed' });
    core.fails = false;
    field.leave();
    await pass(0);
    expect([core.kept, field.draw().phase]).toEqual(['invoice', 'kept']);
  });
});

describe('without the program', () => {
  it('waits, and is kept when the program is back', async () => {
    const { core, open, pass, draft } = noteInCore();
    const field = open();
    core.isConnected = false;
    field.draw();
    field.type('invoice');
    await pass();
    field.leave();
    expect(field.view()).toMatchObject({ text: 'invoice', phase: 'waiting' });
    expect(draft()).toEqual({ text: 'invoice', base: '' });
    core.isConnected = true;
    field.draw();
    await pass();
    expect([core.kept, draft()]).toEqual(['invoice', undefined]);
  });

  it('outlives the page, and is kept by the next one', async () => {
    const { core, open, pass, draft } = noteInCore('old');
    core.isConnected = false;
    open().type('new');
    core.isConnected = true;
    const next = open();
    expect(next.view()).toMatchObject({ text: 'new', phase: 'typed' });
    await pass();
    expect([core.kept, next.draw().phase, draft()]).toEqual(['new', 'kept', undefined]);
  });

  it('knows its own words again where only the answer was lost', async () => {
    const { core, open, pass } = noteInCore();
    const field = open();
    core.answers = false;
    field.type('one');
    await pass();
    field.type('one two');
    core.answers = true;
    expect(field.draw()).toMatchObject({ text: 'one two', theirs: undefined });
    await pass();
    expect(core.kept).toBe('one two');
  });
});

describe('a note that another window changed meanwhile', () => {
  async function bothWrote() {
    const { core, open, pass, draft } = noteInCore('old');
    const field = open();
    field.type('mine');
    core.kept = 'theirs';
    field.draw();
    await pass();
    return { core, pass, field, draft };
  }

  it('is kept by neither before the user chose', async () => {
    const { core, field } = await bothWrote();
    field.leave();
    expect(field.view()).toMatchObject({ text: 'mine', phase: 'changed', theirs: 'theirs' });
    expect(core.kept).toBe('theirs');
  });

  it('is not written over where the change was not heard of in time', async () => {
    const { core, open, pass } = noteInCore('old');
    const field = open();
    field.type('mine');
    core.kept = 'theirs';
    await pass();
    expect(core.kept).toBe('theirs');
    expect(field.draw()).toMatchObject({ text: 'mine', phase: 'changed', theirs: 'theirs' });
  });

  it('can stay mine', async () => {
    const { core, pass, field } = await bothWrote();
    field.keepMine();
    await pass(0);
    expect([core.kept, field.draw().phase]).toEqual(['mine', 'kept']);
  });

  it('can be theirs', async () => {
    const { core, pass, field, draft } = await bothWrote();
    field.takeTheirs();
    await pass();
    expect(field.draw()).toMatchObject({ text: 'theirs', phase: 'kept', theirs: undefined });
    expect([core.kept, draft()]).toEqual(['theirs', undefined]);
  });

  it('is taken where all that was typed here is kept, though the field is not left', async () => {
    const { core, open, pass } = noteInCore();
    const field = open();
    field.type('mine');
    await pass();
    field.draw();
    core.kept = 'theirs';
    expect(field.draw()).toMatchObject({ text: 'theirs', phase: 'kept', theirs: undefined });
  });

  it('is shown where nothing was typed here, and where both wrote the same', async () => {
    const { core, open } = noteInCore('old');
    const field = open();
    core.kept = 'theirs';
    expect(field.draw()).toMatchObject({ text: 'theirs', phase: 'kept' });
    field.type('same');
    core.kept = 'same';
    expect(field.draw()).toMatchObject({ text: 'same', phase: 'kept', theirs: undefined });
  });
});

/** What is typed and not kept yet. */
export interface NoteDraft {
  text: string;
  /** The kept note that the typing began from. */
  base: string;
}

/** Where drafts outlive the page; a place that cannot be read or written holds none. */
export interface NoteDrafts {
  read(): NoteDraft | undefined;
  write(draft: NoteDraft): void;
  /** Takes it away, unless another window has left a text of its own there. */
  remove(text: string): void;
}

export interface NoteView {
  text: string;
  /** `kept` also before anything was typed; `waiting` for the program to be back. */
  phase: 'kept' | 'typed' | 'saving' | 'waiting' | 'failed' | 'changed';
  /** What the note was made elsewhere while this one was typed: which one stays, the user says. */
  theirs: string | undefined;
  /** Something was typed since the field was entered. */
  canTakeBack: boolean;
}

export interface NoteSurroundings {
  /** The note as core last told of it. */
  kept: string;
  isConnected: boolean;
  /** Resolves when it is kept. Rejects with nothing kept where the kept note is not `base` any more. */
  save(text: string, base: string): Promise<void>;
}

/** A note that is being typed: kept after a pause and whenever the field is left, and never over another's change. */
export interface NoteEditing {
  view(): NoteView;
  subscribe(listener: () => void): () => void;
  /** Everything around it, whenever any of it may be another. */
  hear(surroundings: NoteSurroundings): void;
  type(text: string): void;
  /** The field is left. */
  leave(): void;
  /** Back to what stood there when the typing began. */
  takeBack(): void;
  takeTheirs(): void;
  keepMine(): void;
}

/** Nobody stops in the middle of a word for so long, ms. */
export const typingPauseMs = 800;

export function createNoteEditing(deps: {
  drafts: NoteDrafts;
  surroundings: NoteSurroundings;
  /** Calls `run` once after `ms`; the answer cancels. */
  after(ms: number, run: () => void): () => void;
}): NoteEditing {
  const { drafts, after } = deps;
  const listeners = new Set<() => void>();
  let around = deps.surroundings;
  /** The kept note that was heard of last: what is drawn just after a save may still be told the one of before. */
  let heard = around.kept;
  let draft = drafts.read();
  /** What stood there when the typing began; undefined while nobody types. */
  let before: string | undefined;
  let isSaving = false;
  /** The last that left from here. Where no answer came, core may have it all the same. */
  let sent: string | undefined;
  let hasFailed = false;
  let cancelSave = () => {};
  let shown = look();

  function isKept({ text }: NoteDraft): boolean {
    return text.trim() === around.kept;
  }

  /** Somebody else's note: not what the typing began from. */
  function theirs(): string | undefined {
    if (draft === undefined || isKept(draft)) return undefined;
    return around.kept === draft.base ? undefined : around.kept;
  }

  function look(): NoteView {
    if (draft === undefined) return { text: around.kept, phase: 'kept', theirs: undefined, canTakeBack: false };
    const canTakeBack = before !== undefined && draft.text !== before;
    return { text: draft.text, phase: phaseOf(draft), theirs: theirs(), canTakeBack };
  }

  function phaseOf(of: NoteDraft): NoteView['phase'] {
    if (isKept(of)) return 'kept';
    if (theirs() !== undefined) return 'changed';
    if (!around.isConnected) return 'waiting';
    if (isSaving) return 'saving';
    return hasFailed ? 'failed' : 'typed';
  }

  /** What is drawn is made anew, and a draft that has nothing of its own any more goes. */
  function settle(): void {
    if (draft !== undefined && !isSaving && isKept(draft)) {
      drafts.remove(draft.text);
      // A space at the end stays under the cursor of whoever is still typing.
      draft = before === undefined ? undefined : { ...draft, base: around.kept };
    }
    const next = look();
    const isSame = Object.entries(next).every(([key, value]) => shown[key as keyof NoteView] === value);
    if (isSame) return;
    shown = next;
    for (const listener of listeners) listener();
  }

  function write(next: NoteDraft): void {
    draft = next;
    drafts.write(next);
  }

  function change(next: NoteDraft): void {
    write(next);
    hasFailed = false;
    saveSoon();
    settle();
  }

  function saveSoon(): void {
    cancelSave();
    cancelSave = after(typingPauseMs, () => void saveNow());
  }

  async function saveNow(): Promise<void> {
    cancelSave();
    settle();
    if (draft === undefined || isKept(draft) || theirs() !== undefined) return;
    if (isSaving || !around.isConnected) return;
    const text = draft.text.trim();
    sent = text;
    isSaving = true;
    hasFailed = false;
    settle();
    try {
      await around.save(text, draft.base);
      around = { ...around, kept: text };
      if (draft !== undefined) write({ ...draft, base: text });
    } catch {
      hasFailed = true;
    } finally {
      isSaving = false;
    }
    settle();
    // What was typed meanwhile.
    if (!hasFailed) saveSoon();
  }

  return {
    view: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear(surroundings) {
      const isBack = surroundings.isConnected && !around.isConnected;
      const kept = surroundings.kept === heard ? around.kept : surroundings.kept;
      heard = surroundings.kept;
      around = { ...surroundings, kept };
      // Nothing typed here waits to be kept: what another window wrote is taken.
      if (
        draft !== undefined &&
        draft.text.trim() === draft.base &&
        around.kept !== draft.base &&
        around.kept !== sent
      ) {
        drafts.remove(draft.text);
        draft = undefined;
        before = undefined;
      }
      if (draft !== undefined && around.kept === sent) write({ ...draft, base: sent });
      settle();
      // Left from before the connection broke, or the page was loaded.
      if (isBack || (draft !== undefined && before === undefined && !hasFailed)) saveSoon();
    },
    type(text) {
      before ??= shown.text;
      change({ text, base: draft?.base ?? around.kept });
    },
    leave() {
      before = undefined;
      void saveNow();
    },
    takeBack() {
      if (before === undefined || draft === undefined) return;
      change({ ...draft, text: before });
    },
    takeTheirs() {
      if (draft === undefined) return;
      drafts.remove(draft.text);
      draft = undefined;
      before = undefined;
      settle();
    },
    keepMine() {
      if (draft === undefined) return;
      change({ ...draft, base: around.kept });
      void saveNow();
    },
  };
}

import { create } from 'zustand';

/** Whether something that has no place of its own on the screen, a dialog or the words of a language, could not be loaded. */
export const useUnloaded = create<{ unloaded: boolean }>()(() => ({ unloaded: false }));

export function noteUnloaded(): void {
  useUnloaded.setState({ unloaded: true });
}

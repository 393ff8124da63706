import type { LucideIcon } from 'lucide-react';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** Marked as the one in force. */
  checked?: boolean;
  /** Shown, but not to be had now. */
  disabled?: boolean;
  onSelect(): void;
}

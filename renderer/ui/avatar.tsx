import { User } from 'lucide-react';

/** The initials of a name; a plain head where there is none. */
export function Avatar({ name }: { name: string | undefined }) {
  const initials = name
    ?.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');
  return (
    <span
      aria-hidden
      className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-bg font-semibold text-accent text-xl"
    >
      {initials || <User size={22} strokeWidth={1.7} />}
    </span>
  );
}

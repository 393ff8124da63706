import { ArrowUp } from 'lucide-react';

/** Says over a list that is held how many rows wait to come in at its top, and lets them in. Takes no room of the list. */
export function WaitingRows({ label, onShow }: { label: string; onShow(): void }) {
  return (
    <div className="pointer-events-none sticky top-13 z-20 -mb-8 flex justify-center">
      <button
        type="button"
        onClick={onShow}
        className="pointer-events-auto flex h-8 animate-rise items-center gap-1.5 rounded-full bg-accent-solid px-3.5 font-semibold text-on-accent shadow-float"
      >
        <ArrowUp aria-hidden size={14} strokeWidth={2.4} />
        {label}
      </button>
    </div>
  );
}

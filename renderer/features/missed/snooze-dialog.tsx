import { type FormEvent, useState } from 'react';
import { coreNow } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { dayOf, timeOn } from './snooze.ts';

interface SnoozeDialogProps {
  open: boolean;
  onClose(): void;
  onSnooze(until: number): void;
}

/** A time of one's own, to be reminded then. */
export function SnoozeDialog({ open, onClose, onSnooze }: SnoozeDialogProps) {
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={onClose} title={t('missed.own.title')}>
      <Form onSnooze={onSnooze} />
    </Dialog>
  );
}

function Form({ onSnooze }: Pick<SnoozeDialogProps, 'onSnooze'>) {
  const { t } = useWords();
  const [day, setDay] = useState(dayOf(coreNow()));
  const [time, setTime] = useState('');
  const [fault, setFault] = useState<'unreadable' | 'past'>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = timeOn(day, time);
    if (until === undefined) setFault('unreadable');
    else if (until <= coreNow()) setFault('past');
    else onSnooze(until);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t('missed.own.time')}
          placeholder="14:30"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={time}
          error={fault && t(`missed.own.${fault}`)}
          onChange={(event) => {
            setTime(event.target.value);
            setFault(undefined);
          }}
        />
        <Field
          label={t('missed.own.day')}
          type="date"
          min={dayOf(coreNow())}
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
            setFault(undefined);
          }}
        />
      </div>
      <Button type="submit" variant="primary" className="self-end">
        {t('missed.own.submit')}
      </Button>
    </form>
  );
}

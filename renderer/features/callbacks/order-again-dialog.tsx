import { Phone } from 'lucide-react';
import { useId, useState } from 'react';
import type { Callback } from '../../../shared/contract/callback.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useOrder } from './use-order.ts';

/** Another order after one of which nobody knows what became: the only way to it, and two places away from any button. */
export function OrderAgainDialog() {
  const { t, who } = useWords();
  const id = useView((state) => state.orderAgain);
  const order = useLive((state) => state.callbacks.find((one) => one.id === id && one.state === 'unknown'));
  const close = () => useView.setState({ orderAgain: undefined });
  return (
    <Dialog
      open={order !== undefined}
      onClose={close}
      title={t('callback.again.title')}
      text={order && t('callback.again.text', { who: who(order.remote) })}
    >
      {order && <Question key={order.id} order={order} onDone={close} />}
    </Dialog>
  );
}

function Question({ order, onDone }: { order: Callback; onDone(): void }) {
  const { t } = useWords();
  const send = useOrder();
  const id = useId();
  const [looked, setLooked] = useState(false);
  const again = () => {
    const { accountId, remote, from } = order;
    void send({ accountId, remote, from: from || undefined, again: order.id });
    onDone();
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex min-h-8 items-center gap-2">
        <Checkbox id={id} checked={looked} onPress={() => setLooked(!looked)} />
        <label htmlFor={id}>{t('callback.again.looked')}</label>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('callback.again.leave')}</Button>
        <Button variant="go" icon={Phone} disabled={!looked} busy={order.hold === 'locked'} onClick={again}>
          {t('callback.again.order')}
        </Button>
      </div>
    </div>
  );
}

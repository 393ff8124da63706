import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** What is left when rendering itself fails: the program behind the page goes on. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation();
  return (
    <main role="alert" className="grid h-full place-items-center">
      <EmptyState icon={TriangleAlert} title={t('app.crash.title')} text={t('app.crash.text')}>
        <Button variant="primary" onClick={() => location.reload()}>
          {t('app.crash.reload')}
        </Button>
      </EmptyState>
    </main>
  );
}

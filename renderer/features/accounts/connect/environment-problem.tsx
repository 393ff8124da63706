import type { ProviderInfo } from '../../../../shared/contract/account.ts';
import type { Problem } from '../../../../shared/contract/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/words.ts';
import { environmentAt } from './environment.ts';

interface EnvironmentProblemProps {
  environments: ProviderInfo['environments'];
  problem: Problem | undefined;
  said: string | undefined;
  /** The address as the contract takes it: empty means the usual one. */
  onSwitch(baseUrl: string): void;
}

/** What is wrong with the environment; where the token told which is the right one, that is a press away. */
export function EnvironmentProblem({ environments, problem, said, onSwitch }: EnvironmentProblemProps) {
  const { t } = useWords();
  const right = problem?.code === 'WRONG_ENVIRONMENT' ? environmentAt(problem.detail, environments) : undefined;
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded-lg border border-miss-line bg-miss-bg px-3 py-2"
    >
      <p className="text-miss">{said}</p>
      {right && (
        <Button size="sm" onClick={() => onSwitch(right === 'production' ? '' : (environments.test ?? ''))}>
          {t(right === 'production' ? 'accounts.environment.useProduction' : 'accounts.environment.useTest')}
        </Button>
      )}
    </div>
  );
}

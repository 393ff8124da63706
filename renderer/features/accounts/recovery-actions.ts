import type { ProblemCode } from '../../../shared/contract/problem.ts';

/** What a person can do about an account that waits or fails. `secret`: enter another; `retry`: try now; `unlock`: the vault. */
export type RecoveryAction = 'secret' | 'retry' | 'unlock';

/** What is wrong with the secret itself: trying the same again would only fail again. */
const dead: readonly ProblemCode[] = [
  'NOT_A_TOKEN',
  'OTHER_TOKEN',
  'TOKEN_EXPIRED',
  'TOKEN_REVOKED',
  'SECRETS_MISSING',
];
/** Another secret may help, or it passes. */
const doubtful: readonly ProblemCode[] = ['BAD_CREDENTIALS', 'TOKEN_SHARED', 'WRONG_ENVIRONMENT'];

/** The best first. */
export function recoveryActionsOf(code: ProblemCode): readonly RecoveryAction[] {
  if (code === 'VAULT_LOCKED') return ['unlock'];
  if (dead.includes(code)) return ['secret'];
  return doubtful.includes(code) ? ['secret', 'retry'] : ['retry'];
}

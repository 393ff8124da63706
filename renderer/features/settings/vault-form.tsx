import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { VaultState } from '../../../shared/contract/host.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { hearUpdate, useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useForgettable } from '../../ui/use-forgettable.ts';
import { useWords } from '../../words/words.ts';
import { useAskKeychain } from './use-ask-keychain.ts';

const shortest = 8;
const nothing = () => ({ passphrase: '', repeated: '' });

/** Whether secrets have nowhere to go until the user decides. */
export function needsVault(vault: VaultState): boolean {
  return vault.locked || vault.kind === 'none';
}

/** Whether the keychain has come to answer since the file was made, and takes over what is in it. */
function movesToKeychain({ kind, locked, keychainProblem }: Omit<VaultState, 'fileExists'>): boolean {
  return kind === 'passphrase' && locked && keychainProblem === undefined;
}

interface VaultFormProps {
  vault: VaultState;
  onOpen(): void;
}

/** The words over the form, by what there is to do. */
export function wordsOf({ kind, locked, fileExists, keychainProblem }: VaultState) {
  if (kind === 'keychain' && locked) return { title: 'vault.keychainTitle', text: 'vault.keychainText' } as const;
  if (movesToKeychain({ kind, locked, keychainProblem }))
    return { title: 'vault.unlockTitle', text: 'vault.moveText' } as const;
  return fileExists
    ? ({ title: 'vault.unlockTitle', text: 'vault.unlockText' } as const)
    : ({ title: 'vault.title', text: 'vault.text' } as const);
}

/**
 * Opens the passphrase file, or makes one; or keeps secrets in memory for this run, which is said for as long as it holds. What
 * lies in a keychain that is locked is to be found there again: then there is nothing to make, and no other place to choose. A
 * keychain that answers is as good a place as any for whoever cannot open the file any more.
 */
export function VaultForm({ vault, onOpen }: VaultFormProps) {
  const { client } = useSession();
  const lost = useLost();
  const { t, error } = useWords();
  const [typed, type, forget] = useForgettable(nothing, nothing);
  const { passphrase, repeated } = typed;
  const [tried, setTried] = useState(false);
  const existing = vault.fileExists;
  const short = !existing && passphrase.length < shortest;
  const different = !existing && passphrase !== repeated;

  const opened = (state: VaultState) => {
    forget();
    hearUpdate({ kind: 'vault', vault: state });
    onOpen();
  };
  const unlock = useMutation({ mutationFn: () => client.host.unlockVault({ passphrase }), onSuccess: opened });
  // A procedure, though it is named like a hook.
  const { useMemoryVault: keepInMemory } = client.host;
  const memory = useMutation({ mutationFn: () => keepInMemory(), onSuccess: opened });
  const leave = useMutation({ mutationFn: () => client.host.leaveVaultFile(), onSuccess: opened });
  const { ask, isAsking, said } = useAskKeychain();

  const isReal = useLive(({ accounts }) => accounts.some((account) => !account.demo));
  const inMemory = (
    <Button variant="quiet" busy={memory.isPending} unable={lost} onClick={() => memory.mutate()} className="-ml-3">
      {t(vault.kind === 'keychain' ? 'vault.meanwhile' : 'vault.memory')}
    </Button>
  );
  const fault = memory.error ?? leave.error;
  const told = fault === null ? said : error(fault);
  const alert = told !== undefined && (
    <p role="alert" className="text-miss">
      {told}
    </p>
  );
  if (vault.kind === 'keychain') {
    return (
      <div className="flex flex-col gap-4">
        {alert}
        <div className="flex flex-wrap items-center justify-between gap-2">
          {isReal ? <span /> : inMemory}
          <Button variant="primary" busy={isAsking} unable={lost} onClick={ask}>
            {t('vault.unlock')}
          </Button>
        </div>
      </div>
    );
  }
  const instead = movesToKeychain(vault) ? (
    <Button variant="quiet" busy={leave.isPending} unable={lost} onClick={() => leave.mutate()} className="-ml-3">
      {t('vault.leaveFile')}
    </Button>
  ) : (
    vault.kind !== 'memory' && inMemory
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passphrase !== '' && !short && !different) unlock.mutate();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Field
        label={t(existing ? 'vault.passphrase' : 'vault.newPassphrase')}
        type="password"
        autoFocus
        autoComplete={existing ? 'current-password' : 'new-password'}
        maxLength={500}
        value={passphrase}
        onChange={(event) => type({ ...typed, passphrase: event.target.value })}
        hint={existing ? undefined : t('vault.newHint')}
        error={tried && short ? t('vault.tooShort') : unlock.isError ? error(unlock.error) : undefined}
      />
      {!existing && (
        <Field
          label={t('vault.repeat')}
          type="password"
          autoComplete="new-password"
          maxLength={500}
          value={repeated}
          onChange={(event) => type({ ...typed, repeated: event.target.value })}
          error={tried && !short && different ? t('vault.mismatch') : undefined}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>{instead}</span>
        <Button type="submit" variant="primary" busy={unlock.isPending} unable={lost}>
          {t(existing ? 'vault.unlock' : 'vault.keep')}
        </Button>
      </div>
      {vault.kind === 'none' && (
        <Button variant="quiet" busy={isAsking} unable={lost} onClick={ask} className="-ml-3 self-start">
          {t('vault.askKeychain')}
        </Button>
      )}
      {alert}
    </form>
  );
}

import { type UseMutationOptions, useIsMutating, useMutation } from '@tanstack/react-query';

const changeKey = ['change through the tools'];

/** A mutation that the tools know of while it is under way. */
export function useChange<Answer, Input = void>(options: UseMutationOptions<Answer, Error, Input>) {
  return useMutation({ ...options, mutationKey: changeKey });
}

export function useIsChanging(): boolean {
  return useIsMutating({ mutationKey: changeKey }) > 0;
}

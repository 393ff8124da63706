import type { ProblemWords } from './problem-words.ts';

export const problemWords: ProblemWords = {
  sentences: {
    BAD_INPUT: 'Something is filled in wrong. Check the marked field.',
    BAD_CREDENTIALS:
      'The provider did not accept the login or key. Copy them again from your account there, without spaces.',
    NOT_A_TOKEN:
      'This is not a token. Copy the whole authorization token from your account there: three long parts with dots between.',
    OTHER_TOKEN:
      'This is an access or refresh token. The authorization token is needed: your account there shows it under “Integration API”.',
    TOKEN_EXPIRED: 'The authorization token has expired. Get a new one in your account there and paste it here.',
    TOKEN_REVOKED:
      'The provider does not accept this authorization token any more: it was removed or replaced. Paste the one your account there shows now.',
    TOKEN_SHARED:
      'Another program or computer uses the same authorization token, and they keep cutting each other off. Keep it in one place; this program tries again by itself.',
    WRONG_ENVIRONMENT:
      'The token is from another environment: production tokens do not fit the test environment, nor the other way round. Choose the environment it was made in.',
    SERVICE_OFF:
      'The Integration API is switched off in your account at the provider. Switch it on there, in the virtual PBX menu, and try again.',
    WRONG_ADDRESS: 'There is no provider at this address. Check it, or leave the field empty.',
    PROVIDER_UNKNOWN:
      'A newer version of the program connected this account, and this one does not speak to its provider. Install the newer version: the calls are still there.',
    PROVIDER_DOWN: 'The provider cannot be reached. Check the internet connection; the program keeps trying by itself.',
    PROVIDER_SLOW: 'The provider took too long to answer. Try again in a minute.',
    PROVIDER_GARBLED:
      'The answer makes no sense: something else replies at this address. Check the address and the network (guest Wi-Fi, proxy).',
    PROVIDER_REFUSED: 'The provider refused.',
    CERTIFICATE:
      'The connection is not safe: a certificate on the way to the provider is not trusted. Nothing was sent. Ask whoever runs your network.',
    OTHER_ACCOUNT: 'This login or key belongs to another account. Connect it separately, or enter the former one.',
    VAULT_LOCKED: 'The password store is locked. Unlock it and everything goes on.',
    VAULT_FAILED:
      'The password store did not answer, so the password was not saved. Try again or choose another way to keep it.',
    WRONG_PASSPHRASE: 'This passphrase does not open the store. Check the keyboard layout and Caps Lock.',
    SECRETS_MISSING: 'The login or key of this account is gone: last time it was kept in memory only. Enter it again.',
    NOT_FOUND: 'It is not there any more. Refresh the list.',
    DRAFT_GONE:
      'The check was too long ago, and the password is not kept meanwhile. Go one step back and check once more.',
    NUMBER_MISSING: 'Enter a number.',
    NUMBER_AMBIGUOUS:
      'There is more than one number here, or one that can be read in two ways. Enter all of the one you want.',
    NUMBER_UNREADABLE: 'This is not a number that can be read. Enter all of it, for example +7 916 100-02-32.',
    NUMBER_EMERGENCY: 'Dial emergency numbers on the phone itself: it is faster, and they see where you are.',
    NUMBER_SERVICE: 'Short and service numbers cannot be reached by callback. Dial on the phone.',
    NUMBER_HIDDEN: 'The number is hidden, so there is nothing to call back.',
    NUMBER_NOT_OWN:
      'A callback starts at a number of yours, and this one is not among those of the contract. Choose another in the account settings.',
    NO_TEL_PROGRAM: 'No other program on this computer opens phone numbers. Dial it on your phone.',
    NOT_SUPPORTED: 'This provider cannot do that.',
    HOOK_TAKEN:
      'Calls are already reported to another system. Replace its address if it is not needed any more, or let this program poll.',
    RELAY_UNREACHABLE:
      'The relay does not answer. Check its address and that it runs; until then the call list is polled.',
    RECORDING_EXPIRED: 'The provider keeps recordings for a limited time, and this one is gone.',
    RECORDING_BROKEN: 'What the provider sent cannot be played. Try to download the recording again later.',
    RECORDING_CUT_SHORT:
      'The connection broke before the recording was whole, so it was not saved. Try to download it again.',
    DISK_FULL: 'The disk is full, so nothing was saved. Free some space and try again.',
    ORDER_UNKNOWN:
      'No answer came, and the order may have gone through. Check your phone: nothing is repeated by itself.',
    LINE_CHANGED:
      'Somebody else changed the settings of this line while you edited them. Nothing was sent: load the new ones and edit again.',
    SETTINGS_CHANGED:
      'Somebody else changed these settings while you edited them. Nothing was sent: look at the new ones and edit again.',
    NOTE_CHANGED: 'While you were writing, this note was changed in another window. Your text was not saved.',
    CHECK_PENDING:
      'Another number still waits for its code. A new check would cancel that one: confirm that you want it.',
    CHANGE_UNKNOWN: 'The change was sent, but no answer came. Load the settings again to see whether they were saved.',
    PROGRAM_REPLACED:
      'The program was rebuilt while it ran, and a part of this older one is gone. End it and start it again.',
    INTERNAL: 'Something broke in this program; what you entered is kept. Try again.',
  },
  providerSays: (words) => `The provider refused and said: “${words}”.`,
};

import { contractForm } from './phone-forms.ts';

/** The contract that the stand serves, as a test or the demo describes it. */
export interface StandContract {
  /** Own numbers in any Russian form; the first is the one calls come to when nothing else is said. */
  numbers: readonly string[];
  /** Left out, the number of the document's example. */
  contractNum?: string;
  /** IANA zone of every date without one. The documents state none; left out, Europe/Moscow. */
  timeZone?: string;
  /**
   * SunSim's service of that name: adds a profile that may be read and not edited (SunSim Integration API,
   * Vats/settings/set).
   */
  vipContacts?: boolean;
}

export interface Contract {
  contractNum: string;
  timeZone: string;
  vipContacts: boolean;
  /** Ten digits each. */
  numbers: readonly string[];
  mainNumber: string;
  /** The own number meant, in any form; undefined when it is none of the contract's. */
  ownNumber(text: string): string | undefined;
}

export function createContract(described: StandContract): Contract {
  const numbers = described.numbers.map((text) => {
    const number = contractForm(text);
    if (number === undefined) throw new RangeError(`not a number of a contract: ${text}`);
    return number;
  });
  const [mainNumber] = numbers;
  if (mainNumber === undefined) throw new RangeError('a contract has at least one number');
  return {
    contractNum: described.contractNum ?? '5000000',
    timeZone: described.timeZone ?? 'Europe/Moscow',
    vipContacts: described.vipContacts ?? false,
    numbers,
    mainNumber,
    ownNumber(text) {
      const number = contractForm(text);
      return number !== undefined && numbers.includes(number) ? number : undefined;
    },
  };
}

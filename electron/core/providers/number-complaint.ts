import { ProviderError } from './errors.ts';

/**
 * Which of an order's two numbers a refusal complains of. Texts of errors are not documented: the names of the parameters
 * are (SIPNET API 2.7.0, 6.15; Integration API, callback/create), and a few words of the trade. Narrow on purpose: who is
 * led to the wrong number loses more time than who reads the provider's own words.
 */
const complaints: readonly [RegExp, 'to' | 'from'][] = [
  [/dstphone|phoneto|номер\S*\s+назначени|вызываем\S*\s+(?:номер|абонент)|destination\s+(?:number|phone)/i, 'to'],
  [/srcphone|phonefrom|исходн\S*\s+номер|номер\S*\s+не\s+относится\s+к|source\s+(?:number|phone)/i, 'from'],
];

/** Settles as the order does; a refusal says which number is at fault, where that can be known. */
export async function locateComplaint<Answer>(order: Promise<Answer>): Promise<Answer> {
  try {
    return await order;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'PROVIDER_REFUSED') throw error;
    const fields = complaints.filter(([words]) => words.test(error.detail ?? '')).map(([, field]) => field);
    const [field] = fields;
    if (field === undefined || fields.length > 1) throw error;
    throw new ProviderError(error.code, { detail: error.detail, proof: error.proof, field, cause: error });
  }
}

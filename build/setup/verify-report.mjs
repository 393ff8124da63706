/**
 * @typedef {object} Verification
 * @property {{ platform: string, release: string, arch: string, electron: string }} machine
 * @property {SelfCheck | undefined} selfCheck undefined where it did not come to a report
 * @property {string} selfCheckProblem what it said then
 * @property {import('../suites/reports.mjs').Result & { problems: string[] }} specs
 * @property {{ question: string, answer: 'yes' | 'no' | 'not seen', remark: string }[] | undefined} seen undefined: nobody was asked
 *
 * @typedef {{ ok: boolean, version: string, checks: { name: string, status: string, problem?: string, reason?: string }[] }} SelfCheck
 */

/** @param {Verification} verification */
export const isWell = ({ selfCheck, specs, seen = [] }) =>
  selfCheck?.ok === true && specs.failed === 0 && seen.every(({ answer }) => answer !== 'no');

/**
 * To be attached to a bug: it says nothing of the person or of where anything lies.
 *
 * @param {Verification} verification
 */
export function describeVerification(verification) {
  const { machine, selfCheck, selfCheckProblem, specs, seen } = verification;
  const { platform, release, arch, electron } = machine;
  const checks = selfCheck?.checks.map(
    ({ name, status, problem, reason }) => `| ${name} | ${status} | ${problem ?? reason ?? ''} |`,
  );
  return [
    `# Perezvon ${selfCheck?.version ?? ''} on ${platform} ${release} (${arch}), Electron ${electron}`,
    '',
    isWell(verification) ? 'Everything that was tried is well.' : 'Not everything is well: see below.',
    '',
    '## Self-check',
    '',
    ...(checks === undefined
      ? ['It did not come to a report:', '', '```', selfCheckProblem.trim().slice(-4000), '```']
      : ['| check | status | why |', '|---|---|---|', ...checks]),
    '',
    '## Specs',
    '',
    `${specs.passed} passed, ${specs.failed} failed, ${specs.skipped.length} skipped`,
    ...[...specs.problems, ...specs.failures].map((each) => `\n\`\`\`\n${each}\n\`\`\``),
    ...specs.skipped.map((each) => `- skipped: ${each}`),
    '',
    '## What a person saw',
    '',
    ...(seen === undefined
      ? ['Nobody was asked.']
      : [
          '| question | answer | remark |',
          '|---|---|---|',
          ...seen.map(({ question, answer, remark }) => `| ${question} | ${answer} | ${remark.replaceAll('|', '/')} |`),
        ]),
    '',
  ].join('\n');
}

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take ten seconds and more, the longest first. */
const longest = [
  'test/integration/crash.test.ts',
  'test/integration/demo-moments.test.ts',
  'test/integration/orders.test.ts',
  'test/integration/diagnostics.test.ts',
  'test/integration/unreadable-values.test.ts',
  'test/integration/demo.test.ts',
  'test/integration/descriptors.test.ts',
  'test/integration/data-directory.test.ts',
  'test/integration/migration.test.ts',
  'electron/relay/relay.test.ts',
];

/**
 * A fresh clone has no times of a former run to go by: what takes longest, begun last, would keep one core busy while the
 * others have nothing left to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

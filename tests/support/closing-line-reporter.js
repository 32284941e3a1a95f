const { existsSync, readFileSync } = require('node:fs');

/** What all workers counted together: a byte for each answer that was held against OpenAPI. */
const checkedAnswers = () => {
  const file = process.env.ROSTER_CHECKED_ANSWERS;
  const marks = file && existsSync(file) ? readFileSync(file, 'latin1') : '';
  return { checked: marks.length, undeclared: marks.split('x').length - 1 };
};

/**
 * Ends a run with one line that says how many tests there were. In CI a skipped test fails the run: a check that
 * quietly never runs checks nothing.
 */
class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    this.skipped = numPendingTests;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const { checked, undeclared } = checkedAnswers();
    process.stdout.write(`\nanswers held against OpenAPI: ${checked}, undeclared: ${undeclared}`);
    process.stdout.write(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`);
  }

  getLastError() {
    if (process.env.CI === 'true' && this.skipped > 0)
      return new Error(`${this.skipped} tests were skipped in CI`);
    return undefined;
  }
}

module.exports = ClosingLineReporter;

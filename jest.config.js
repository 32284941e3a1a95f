/** @type {import('jest').Config} */
module.exports = {
  // A worker keeps some 25 MB of every test file: one that has grown starts anew.
  workerIdleMemoryLimit: '1.5GB',
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023' }, sourceMaps: 'inline' }] },
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.js'],
  testTimeout: 30_000,
  maxWorkers: 2,
};

import { defineConfig } from 'vitest/config'

// Three projects: pure tests in milliseconds, server tests on real databases, and browsers at the end.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    reporters: ['default', './support/count-reporter.ts'],
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['shared/**/*.test.ts', 'web/**/*.test.ts', '*.test.ts'],
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'realtime/**/*.test.ts'],
          globalSetup: './support/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

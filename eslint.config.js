import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import typescript from 'typescript-eslint'
import svelteConfig from './web/svelte.config.js'

/** Who imports whom is the business of .dependency-cruiser.cjs; how the text looks, that of Prettier. */
export default typescript.config(
  {
    ignores: [
      '**/node_modules/',
      '**/data/',
      'prisma/generated/',
      'server/dist/',
      'web/build/',
      'web/.svelte-kit/',
      'web/src/lib/paraglide/',
      'tests/results/',
    ],
  },
  js.configs.recommended,
  typescript.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      // `_` says that an argument has to be there and is not used.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Promises that nobody waits for are the mistakes that only types show.
    files: ['shared/src/**/*.ts', 'server/src/**/*.ts', 'tests/**/*.ts'],
    // One program for the three packages: each loads the types of the database anew.
    languageOptions: { parserOptions: { project: 'tsconfig.json' } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['shared/src/**', 'server/src/**', 'web/src/**'],
    rules: { 'no-console': 'error' },
  },
  {
    // The process belongs to the files that are started; the rest is told what it needs.
    files: ['shared/src/**', 'server/src/**'],
    ignores: [
      'server/src/{main,command,recover}.ts',
      'server/src/demo/main.ts',
      'server/src/db/{lock,process-mark}.ts',
      'server/src/plugins/pages.ts',
    ],
    rules: { 'no-restricted-globals': ['error', 'process'] },
  },
  {
    // The clock and the randomness are handed over: the same inputs give the same results everywhere.
    files: ['shared/src/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'crypto',
        'performance',
        'setTimeout',
        'setInterval',
        'fetch',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Take the time as an argument.',
        },
      ],
    },
  },
  {
    // Published values are written as they were published.
    files: ['tests/**'],
    rules: { 'no-loss-of-precision': 'off' },
  },
  {
    files: ['web/src/**'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: {
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // Types are the business of svelte-check, which knows $props and the types of the routes.
      'no-undef': 'off',
      // Takes the words of the reason after a code for codes too.
      'svelte/no-unused-svelte-ignore': 'off',
      // Blames a Map that lives for one call of a function.
      'svelte/prefer-svelte-reactivity': 'off',
      // The app is served at the root of its address.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)

import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const clockAndChance = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The clock is a value: take now as an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is a value: take now as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No chance here: take a seeded source as an argument.' },
]

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/essential'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    rules: {
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 3],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'vue/multi-word-component-names': 'off',
    },
  },
  { files: ['shared/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...clockAndChance] } },
  { files: ['scripts/**', 'bench/**', '**/cli.ts', '**/cli/**', 'tests/**/run*.ts'], rules: { 'no-console': 'off' } },
)

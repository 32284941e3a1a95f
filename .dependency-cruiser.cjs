/** The import law. Folders are borders, and this is what holds them. */
const only = (from, allowed, comment) => ({
  name: `${from.replaceAll('/', '-')}-borders`,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(src|routes|db|bench|bin)/', pathNot: allowed.map((path) => `^${path}`) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('src/domain', ['src/domain/'], 'The domain imports only itself.'),
    {
      name: 'domain-is-pure',
      comment: 'Not even a library or a part of Node.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'] },
    },
    only('src/operations', ['src/operations/', 'src/domain/'], 'Operations see the domain.'),
    only(
      'routes',
      ['routes/', 'src/domain/', 'src/operations/(contract|context|specs)\\.ts$'],
      'Routes see the types and specifications of operations, and the domain.',
    ),
    only('db', ['db/', 'src/domain/'], 'The store sees the domain.'),
    only('src/adapters', ['src/adapters/', 'src/domain/'], 'Adapters see the domain.'),
    only(
      'src/http',
      [
        'src/http/',
        'src/middleware/',
        'src/adapters/logger\\.ts$',
        'routes/',
        'src/operations/',
        'src/domain/',
      ],
      'The HTTP side sees routes, operations and the domain; never the store.',
    ),
    only(
      'src/middleware',
      [
        'src/middleware/',
        'src/http/',
        'src/adapters/logger\\.ts$',
        'routes/',
        'src/operations/',
        'src/domain/',
      ],
      'As the HTTP side.',
    ),
    only('src/console', ['src/console/'], 'The console runs in a browser and speaks to the API alone.'),
    {
      name: 'the-console-is-bundled',
      comment: 'Nothing of it runs in the server, and nothing of Node runs in it.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-the-console',
      severity: 'error',
      from: { path: '^(src|routes|db|bin)/', pathNot: '^src/console/' },
      to: { path: '^src/console/' },
    },
    {
      name: 'express-stays-at-the-edge',
      severity: 'error',
      from: { path: '^(src|routes|db)/', pathNot: '^src/(http|middleware)/|^src/app\\.ts$' },
      to: { path: '^node_modules/(express|cors|express-rate-limit)/' },
    },
    {
      name: 'postgres-stays-in-the-store',
      severity: 'error',
      from: {
        path: '^(src|routes)/',
        pathNot: '^src/(access-changes|wiring|server|server-parts|database)\\.ts$|^src/cli/',
      },
      to: { path: '^(node_modules/(pg|knex)/|db/)' },
    },
    {
      name: 'redis-stays-in-its-adapter',
      severity: 'error',
      from: { path: '^(src|routes|db)/', pathNot: '^src/adapters/redis/' },
      to: { path: '^node_modules/(@redis|rate-limit-redis)/' },
    },
    {
      name: 'a-dialect-knows-no-other',
      severity: 'error',
      from: { path: '^routes/dialects/([^/]+)/' },
      to: { path: '^routes/dialects/([^/]+)/', pathNot: '^routes/dialects/$1/' },
    },
    {
      name: 'controllers-do-not-know-dialects',
      severity: 'error',
      from: { path: '^src/operations/' },
      to: { path: '^routes/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|routes|db|bin)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};

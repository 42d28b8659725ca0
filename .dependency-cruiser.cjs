// The corridors of DESIGN: which room of app/ may import which. `npm run corridors` ends non-zero on a wrong way.

/**
 * Imports go from right to left only. A new room gets its place here; one without a place is refused.
 * `ui` stands where its own narrower rule lets it: rooms build their screens from it, it knows none of them.
 */
const rooms = [
  'money',
  'platform',
  'ui',
  'identity',
  'ledger',
  'payments',
  'campaigns',
  'giving',
  'walks',
  'market',
  'projects',
  'stewardship',
  'disclosures',
  'live',
]
/** The shell: app/root.tsx, app/wiring.server.ts and so on; it may import every room's public face. */
const shell = '^app/[^/]+$'
const atRunTime = { dependencyTypesNot: ['type-only'] }
const oneOf = (names) => `(${names.join('|')})`
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const corridors = rooms.map((room, place) =>
  forbid(
    `corridor-${room}`,
    `${room} may import only what stands left of it: ${rooms.slice(0, place).join(', ') || 'nothing'}.`,
    { path: `^app/${room}/` },
    { path: '^app/', pathNot: `^app/${oneOf([...rooms.slice(0, place + 1), 'generated'])}/` },
  ),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...corridors,
    forbid(
      'corridor-demo',
      'demo stands right of every room and of the wiring: it runs the whole house.',
      { path: '^app/demo/' },
      { path: '^app/', pathNot: `^app/(${oneOf([...rooms, 'demo', 'generated'])}/|wiring\\.server\\.ts$)` },
    ),
    forbid(
      'unknown-room',
      'Every folder of app/ has its place in the list of rooms above.',
      { path: '^app/[^/]+/', pathNot: `^app/${oneOf([...rooms, 'demo', 'routes', 'generated'])}/` },
      {},
    ),
    forbid(
      'ui-knows-no-domain',
      "ui may import only money and platform's texts and dates.",
      { path: '^app/ui/' },
      { path: '^app/', pathNot: '^app/(ui/|money/|platform/(i18n[^/]*|dates\\.tsx?|locales/.*)$)' },
    ),
    forbid(
      'nobody-imports-routes',
      'Routes are doors: nothing behind them knows them.',
      { pathNot: '^app/routes/' },
      { path: '^app/routes/' },
    ),
    forbid(
      'routes-do-not-share',
      'What two routes need lives in a room or in ui; a route imports only from its own folder.',
      { path: '^app/routes/([^/]+)' },
      { path: '^app/routes/', pathNot: '^app/routes/$1(/|$)', ...atRunTime },
    ),
    forbid(
      'routes-have-no-database',
      'A route calls a verb or a query of a room; types may pass.',
      { path: '^app/routes/' },
      {
        path: '^app/platform/(db\\.server\\.ts$|internal/)|^app/generated/|(^|/)node_modules/(@prisma|pg|pglite-prisma-adapter|@electric-sql)/',
        ...atRunTime,
      },
    ),
    forbid(
      'internal-is-private',
      "What lies in a room's internal/ is that room's alone.",
      { path: '^app/([^/]+)/' },
      { path: '^app/.+/internal/', pathNot: '^app/$1/' },
    ),
    forbid(
      'internal-is-private-from-the-shell',
      "What lies in a room's internal/ is that room's alone.",
      { path: shell },
      { path: '^app/.+/internal/' },
    ),
    forbid(
      'server-stays-on-the-server',
      'A module without .server may reach the browser; only routes, from which Remix cuts loaders and actions, and the entries may name a .server module.',
      { path: '^app/', pathNot: '\\.server\\.tsx?$|^app/(routes|generated)/|^app/root\\.tsx$' },
      { path: '\\.server\\.tsx?$', ...atRunTime },
    ),
    forbid(
      'only-the-migrator-knows-the-engine',
      'prisma/ is reached from one place.',
      { path: '^app/', pathNot: '^app/platform/migrate\\.server\\.ts$' },
      { path: '^prisma/' },
    ),
    forbid(
      'no-tests-or-scripts',
      'app/ runs without them.',
      { path: '^app/' },
      { path: '^(tests|scripts)/|\\.test\\.' },
    ),
    forbid(
      'no-development-packages',
      'npm start runs without devDependencies (app/routes.ts is read by the build, *.d.ts by the compiler).',
      { path: '^app/', pathNot: '^app/routes\\.ts$|\\.d\\.ts$' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'only-declared-packages',
      'Every package that is imported stands in package.json.',
      { path: '^app/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    ),
    forbid(
      'no-circles',
      'Modules that need each other to load are one module.',
      { path: '^app/' },
      { circular: true, viaOnly: atRunTime },
    ),
    forbid(
      'nothing-unresolved',
      'An import that this check cannot follow is one that it cannot judge.',
      { path: '^app/' },
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/|^app/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
}

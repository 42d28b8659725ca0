// The built server as `npm start` runs it, with a counter on its database connections and two empty pages more.
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { answer } from './answer.mjs'

const require = createRequire(import.meta.url)
const pg = require('pg')

let roundTrips = 0
for (const name of ['sync', 'query']) {
  // One Sync message, or one simple query, is one question to the server that is waited for.
  const send = pg.Connection.prototype[name]
  pg.Connection.prototype[name] = function (...args) {
    roundTrips += 1
    return send.apply(this, args)
  }
}

const build = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
// Empty pages behind addresses of the campaign page's shape, so that both take the same way through the router.
const emptyPages = { bare: { shell: 'bare' }, shell: undefined }
for (const [id, handle] of Object.entries(emptyPages)) {
  const route = { id, parentId: 'root', path: `:lang?/${id}/:slug` }
  build.routes[id] = { ...route, module: { default: () => null, handle } }
  build.assets.routes[id] = { ...route, module: build.assets.routes['routes/$'].module, imports: [] }
}
const server = await build.entry.module.startServer(build, process.env)

answer({
  port: () => server.port,
  roundTrips: () => roundTrips,
  readers: () => server.house.live.readers(),
  // The most that it ever held, in bytes; Node answers in KiB.
  peak: () => process.resourceUsage().maxRSS * 1024,
})

// `npm run dev`: the server in front of Vite's middleware, with the demonstration's environment and data of its own.
import { fillDemoEnvironment } from './demo-environment.mjs'
import { checkNode, root } from './prepare.mjs'
import { giveUp, stopOnSignal } from './serve.mjs'

try {
  checkNode()
  process.chdir(root)
  fillDemoEnvironment(process.env, { NODE_ENV: 'development', DATA_DIR: '.data/dev', LOG_LEVEL: 'info' })
  const { build: buildPhone, createServer } = await import('vite')
  // The phones' apps are built as they change: a service worker keeps files, not modules on demand.
  const phone = await buildPhone({ configFile: 'remix.config.js', mode: 'phone', build: { watch: {} } })
  const vite = await createServer({ configFile: 'remix.config.js', server: { middlewareMode: true } })
  const loadBuild = () => vite.ssrLoadModule('virtual:remix/server-build')
  const build = await loadBuild()
  const server = await build.entry.module.startServer(build, process.env, {
    vite: { middlewares: vite.middlewares, build: loadBuild },
  })
  // Remix's plugin runs a second Vite that would end the process before the database is closed.
  process.removeAllListeners('SIGTERM')
  stopOnSignal({ stop: () => Promise.all([server.stop(), vite.close(), phone.close()]) })
  console.log(`Development server: http://localhost:${server.port}/`)
} catch (error) {
  giveUp(error)
}

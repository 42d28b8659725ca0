// Runs the built server in this process: what `npm start` and `npm run demo` share.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal, root } from './prepare.mjs'

const stopLimitMs = 10_000
/** npm passes a terminal's Ctrl-C on, so that one press arrives twice. */
const samePressMs = 1_000
const programmerErrors = [TypeError, ReferenceError, RangeError, SyntaxError]

/** The sentence for whoever started it; with the stack where only a programmer can help. */
export function explain(error) {
  if (error?.code === 'EADDRINUSE') {
    return `Port ${error.port} is in use. Stop what runs there, or choose another: PORT=3001 (and so on).`
  }
  if (process.env.DATABASE_URL && ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(error?.code)) {
    return `The database that DATABASE_URL names does not answer (${error.code}).`
  }
  if (programmerErrors.some((kind) => error instanceof kind)) return error.stack
  // A refused connection over several addresses has no message of its own.
  return error?.message || error?.errors?.map((e) => e.message).join('; ') || String(error)
}

/** Ends the process with the reason on standard error. */
export function giveUp(error) {
  console.error(`\nShanxing did not start. ${explain(error)}\n`)
  process.exit(1)
}

/** Stops the server when asked to by SIGTERM or SIGINT, and the process with it. */
export function stopOnSignal(server) {
  let asked = 0
  const onSignal = (signal) => {
    if (asked) {
      if (Date.now() - asked > samePressMs) process.exit(signal === 'SIGINT' ? 130 : 143)
      return
    }
    asked = Date.now()
    setTimeout(() => {
      console.error(`Not everything stopped within ${stopLimitMs / 1000} s: ended all the same.`)
      process.exit(1)
    }, stopLimitMs).unref()
    server.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Starts build/server in this process with `process.env`; answers the port it listens on. */
export async function serve() {
  process.chdir(root)
  process.env.NODE_ENV ||= 'production' // React decides by it while it loads
  const bundle = path.join(root, 'build', 'server', 'index.js')
  if (!fs.existsSync(bundle)) throw new Refusal('There is no build yet: run "npm run build" first.')
  const build = await import(pathToFileURL(bundle).href)
  const server = await build.entry.module.startServer(build, process.env)
  stopOnSignal(server)
  return server.port
}

import { Session } from 'node:inspector/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whose code a frame is; `(program)` is the engine and system calls outside JavaScript. */
function ownerOf({ functionName, url }) {
  if (functionName === '(garbage collector)') return 'garbage collector'
  if (functionName === '(program)') return 'native: system calls, engine'
  // `dispatch` is the profiler's own, while it starts.
  if (functionName === '(idle)' || functionName === 'dispatch') return null
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)
  if (dependency) return dependency[1]
  if (url.startsWith('node:'))
    return `node:${
      url
        .slice(5)
        .replace(/^internal\//, '')
        .split('/')[0]
    }`
  if (url.includes('/build/server/')) return 'the house (build/server)'
  return url ? 'the bench itself' : 'engine built-ins'
}

/** Profiles this process for `ms` and answers shares of its busy time by owner and by function, largest first. */
export async function profileFor(ms) {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
  await sleep(ms)
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const frames = new Map(profile.nodes.map((n) => [n.id, n.callFrame]))
  const owners = new Map()
  const functions = new Map()
  let idle = 0
  let busy = 0
  profile.samples.forEach((id, n) => {
    const took = profile.timeDeltas[n]
    const frame = frames.get(id)
    const owner = ownerOf(frame)
    if (!owner) {
      idle += took
      return
    }
    busy += took
    owners.set(owner, (owners.get(owner) ?? 0) + took)
    const name = `${frame.functionName || '(anonymous)'} · ${owner}`
    functions.set(name, (functions.get(name) ?? 0) + took)
  })
  const top = (map, count) =>
    [...map]
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([what, took]) => ({ what, share: took / busy }))
  return { busyShare: busy / (busy + idle), byOwner: top(owners, 12), byFunction: top(functions, 25) }
}

import type { ServerResponse } from 'node:http'

const heartbeatMs = 15_000
const heartbeat = Buffer.from(': still here\n\n')

/** Every feed of this process that is open; one timer keeps all of them alive through proxies. */
export const openFeeds = new Set<ServerResponse>()
setInterval(() => {
  for (const res of openFeeds) if (res.writableLength === 0) res.write(heartbeat)
}, heartbeatMs).unref()

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

/** Throws under NODE_ENV=production, where a stand-in would confirm gifts that nobody paid, unless that was asked for by name. */
export function refuseProduction(allowed: boolean | undefined): void {
  if (process.env.NODE_ENV === 'production' && !allowed)
    throw new Error('A payment sandbox does not start in production: it confirms gifts that nobody paid')
}

/** Listens on a free port of this machine, and answers its origin and how to end it. */
export async function listen(app: Express, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(port, '127.0.0.1', () => resolve(listening))
    listening.on('error', reject)
  })
  const { address, port: taken } = server.address() as AddressInfo
  return {
    url: `http://${address}:${taken}`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve, reject) => server.close((e) => (e ? reject(e) : resolve())))
    },
  }
}

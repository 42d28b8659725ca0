import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Smtp {
  url: string
  /** What was taken, in order. */
  taken: { from: string; to: string[]; raw: string }[]
  stop(): Promise<void>
}

/** A real mail server on a free port of 127.0.0.1; with `refuse` it takes nothing. */
export async function startSmtp({ refuse = false } = {}): Promise<Smtp> {
  const taken: Smtp['taken'] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refuse) return done(Object.assign(new Error('not now'), { responseCode: 451 }))
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((r) => r.address),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

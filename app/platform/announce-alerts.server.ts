import type { Database } from './db.server'
import { log } from './log.server'
import type { Mailer } from './mail.server'

const lookMs = 10_000

/**
 * Says every alert aloud: in the log at error level, and by mail where an operator's address is configured. An alert
 * that nobody hears is no alert. Tells each again whenever it comes back; detail may name people and is left out.
 */
export function announceAlerts(
  db: Database,
  mailer: Mailer | null,
  to: string | undefined,
): { stop(): Promise<void> } {
  let since = new Date()
  let stopped = false
  let timer: NodeJS.Timeout
  async function look() {
    const alerts = await db.prisma.alert.findMany({
      where: { resolvedAt: null, lastSeenAt: { gt: since } },
      orderBy: { lastSeenAt: 'asc' },
      take: 50,
      select: { kind: true, subject: true, seenTimes: true, lastSeenAt: true },
    })
    for (const { kind, subject, seenTimes, lastSeenAt } of alerts) {
      log.error({ kind, subject, seenTimes }, 'alert: a person has to look at this')
      if (to && mailer && seenTimes === 1) {
        await mailer.send({
          to,
          subject: `Shanxing alert: ${kind}`,
          text: `${kind}\n${subject}\n${lastSeenAt.toISOString()}\n`,
        })
      }
      since = lastSeenAt
    }
  }
  let looking: Promise<void> = Promise.resolve()
  const tick = () => {
    looking = look()
      .catch((error: Error) =>
        log.warn({ err: error }, 'alerts could not be announced and will be tried again'),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, lookMs)
      })
  }
  timer = setTimeout(tick, lookMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await looking
    },
  }
}

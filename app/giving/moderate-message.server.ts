import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/** Shows or hides a donor's message. Only messages that wait or were decided before can be decided. Refuses `no-message`. */
export async function moderateMessage(
  db: Database,
  giftId: string,
  decision: 'approved' | 'rejected',
): Promise<Outcome<{ giftId: string }, 'no-message'>> {
  const { count } = await db.prisma.gift.updateMany({
    where: { id: giftId, messageState: { not: 'none' } },
    data: { messageState: decision },
  })
  return count === 1 ? { ok: true, giftId } : { ok: false, reason: 'no-message' }
}

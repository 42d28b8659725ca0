import type { Database } from '~/platform/db.server'
import { inviteFirstAdministrator } from './invite-first-administrator.server'

/**
 * Says on the console, once and outside the log, by which link the first administrator comes in; nothing where there is one.
 * Whoever can read the console of a house that nobody administers yet may become its administrator: that is the one who starts it.
 */
export async function announceFirstAdministrator(db: Database, publicUrl: string): Promise<void> {
  const secret = await inviteFirstAdministrator(db)
  if (!secret) return
  // Not the log: that takes secrets out of its lines, and keeps them.
  process.stderr.write(
    [
      '',
      '  还没有管理员。请在 48 小时内用这个链接建立第一个管理员账号（只能用一次）：',
      '  Nobody administers this house yet. Within 48 hours, make the first administrator here (good once):',
      '',
      `    ${publicUrl}/join/${secret}`,
      '',
      '',
    ].join('\n'),
  )
}

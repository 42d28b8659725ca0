import { hkdfSync } from 'node:crypto'
import type { Config } from '~/platform/config.server'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Actor, Grant } from './actor'
import { type Library, openLibrary } from './internal/sign-in-library.server'
import { needsSecondFactor } from './role'

/** A person who has signed in, with what this browser has proved. */
export interface SignedIn {
  actor: Actor
  sessionId: string
  email: string
  /** The same, where mail to it has reached them: only then are the gifts given under it theirs. */
  verifiedEmail: string | null
  /** Their language, for mails. */
  locale: Locale
  /** When this session began, by the site's clock: what is delicate asks for a recent one. */
  signedInAt: Date
  /** This session has proved a second factor. */
  secondFactorProved: boolean
  /** One of their roles needs a second factor. */
  secondFactorNeeded: boolean
  /** A role waits until the second factor is proved in this session. */
  secondFactorMissing: boolean
}

export interface Identity {
  library: Library
  /** Keeps authenticator secrets and codes unreadable in the database's files and backups; from SESSION_SECRET. */
  key: Buffer
  /** Who sends this request; null when nobody has signed in. Rights are read anew each time. */
  signedIn(request: Request, address: string): Promise<SignedIn | null>
}

const grantsOf = `
  SELECT role, scope, stands_in_for AS "standsInFor" FROM identity_grant
   WHERE user_id = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now())`

/**
 * Opens the room: accounts, sessions and rights over `db`. Sessions begin and end by the machine's clock; `aheadMs` is how far the
 * site's own runs ahead of it.
 */
export function openIdentity(
  db: Database,
  config: Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET'>,
  aheadMs = 0,
): Identity {
  const library = openLibrary(db, { publicUrl: config.PUBLIC_URL, secret: config.SESSION_SECRET })
  const key = Buffer.from(hkdfSync('sha256', config.SESSION_SECRET, '', 'shanxing/identity/v1', 32))
  return {
    library,
    key,
    async signedIn(request, address) {
      if (!request.headers.get('cookie')?.includes('session_token')) return null
      const found = await library.api.getSession({
        headers: request.headers,
        query: { disableRefresh: true },
      })
      if (!found || found.user.closedAt) return null
      const all = await db.query<Grant>(grantsOf, [found.user.id])
      const proved = Boolean(found.session.secondFactorAt)
      const awake = proved ? all : all.filter((grant) => !needsSecondFactor.includes(grant.role))
      return {
        actor: {
          kind: 'person',
          id: found.user.id,
          name: found.user.name,
          from: address,
          grants: awake,
        },
        sessionId: found.session.id,
        email: found.user.email,
        verifiedEmail: found.user.emailVerified ? found.user.email : null,
        locale: found.user.locale === 'en' ? 'en' : 'zh-CN',
        signedInAt: new Date(new Date(found.session.createdAt).getTime() + aheadMs),
        secondFactorProved: proved,
        secondFactorNeeded: all.some((grant) => needsSecondFactor.includes(grant.role)),
        secondFactorMissing: awake.length < all.length,
      }
    },
  }
}

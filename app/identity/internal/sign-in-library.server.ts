import { passkey } from '@better-auth/passkey'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Database } from '~/platform/db.server'
import { hashPassword, verifyPassword } from './password-hash.server'

export interface LibraryOptions {
  publicUrl: string
  secret: string
}

export const leastPasswordLength = 10
const sessionSeconds = 12 * 3600
/** Where a passkey has just been verified, see below: only that path opens a session that has proved two factors. */
const passkeyPath = '/passkey/verify-authentication'

const openAccount = 'SELECT 1 AS one FROM identity_user WHERE id = $1 AND closed_at IS NULL'

/** Opens a session for a person whom we have recognised by a link of ours. Only the server calls it: it has no address. */
const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint(
      { method: 'POST', body: z.object({ userId: z.string(), secondFactor: z.boolean() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (!user || ('closedAt' in user && user.closedAt)) return null
        const proved = ctx.body.secondFactor ? { secondFactorAt: new Date() } : {}
        const session = await internalAdapter.createSession(user.id, false, proved)
        await setSessionCookie(ctx, { session, user })
        return { sessionId: session.id }
      },
    ),
  },
} satisfies BetterAuthPlugin

/**
 * better-auth on our tables. It keeps sessions, passwords and passkeys; codes and second factors are our own verbs, for each
 * counts once and is locked in the database. What a person may do is ours
 * (`can`). Called through its server API from our own forms, so that sign-in works without scripts.
 */
export function openLibrary(db: Database, { publicUrl, secret }: LibraryOptions) {
  const https = publicUrl.startsWith('https:')
  return betterAuth({
    appName: 'Shanxing',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(db.prisma, { provider: 'postgresql', transaction: false }),
    account: { modelName: 'credential' },
    user: {
      additionalFields: {
        locale: { type: 'string', defaultValue: 'zh-CN', input: false },
        closedAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      expiresIn: sessionSeconds,
      updateAge: sessionSeconds / 4,
      additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: leastPasswordLength,
      maxPasswordLength: 200,
      autoSignIn: false,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, ctx) {
            if (ctx?.path !== passkeyPath) return
            const [open] = await db.query(openAccount, [session.userId])
            return open ? { data: { ...session, secondFactorAt: new Date() } } : false
          },
        },
      },
    },
    rateLimit: { enabled: false }, // ours count in front of it, the same for forms and for passkeys
    advanced: {
      cookiePrefix: 'shanxing',
      useSecureCookies: https,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      openSession,
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: 'Shanxing',
        origin: new URL(publicUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          async afterVerification({ verification }) {
            if (!verification.registrationInfo?.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
        authentication: {
          // Held and unlocked by finger, face or PIN: two factors. Without the unlocking it is one, and lets nobody in.
          async afterVerification({ verification }) {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
      }),
    ],
  })
}
export type Library = ReturnType<typeof openLibrary>

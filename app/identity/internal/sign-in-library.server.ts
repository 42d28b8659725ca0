import { passkey } from '@better-auth/passkey'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createAuthEndpoint } from 'better-auth/api'
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
    rateLimit: { enabled: false }, // ours count in front of it, the same for forms and for passkeys
    advanced: {
      cookiePrefix: 'shanxing',
      useSecureCookies: https,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      openSession,
      passkey({ rpID: new URL(publicUrl).hostname, rpName: 'Shanxing', origin: publicUrl }),
    ],
  })
}
export type Library = ReturnType<typeof openLibrary>

import { z } from 'zod'
import { accountRoles, everywhere, isScopeOf } from './role'

export const invitationInput = z
  .object({
    email: z.email().max(200).toLowerCase(),
    role: z.enum(accountRoles),
    scope: z.string().default(everywhere),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  })
  .refine(({ role, scope }) => isScopeOf(role, scope), { path: ['scope'] })
export type InvitationInput = z.input<typeof invitationInput>

/** How long an invitation waits for its person. */
export const invitationDays = 7

export type InvitationState = 'waiting' | 'accepted' | 'revoked' | 'expired'

/** Where an invitation stands at `now`. */
export function invitationState(
  { acceptedAt, revokedAt, expiresAt }: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'waiting'
}

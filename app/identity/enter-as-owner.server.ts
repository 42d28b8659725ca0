import { redirect } from '@remix-run/node'
import type { Database } from '~/platform/db.server'
import { enterSignedIn, isRecent, type Knock, onceMore, secondFactorFirst } from './enter.server'
import type { Identity, SignedIn } from './identity.server'
import { mayAddFactor } from './may-add-factor.server'

/** What is asked for before something that only the owner of an account should do, and the way there and back. */
export interface FirstStep {
  kind: 'sign-in' | 'second-factor'
  href: string
}

interface Owned {
  db: Database
  now(): Date
}

/**
 * What this session lacks to close the account or to carry its data away: a recent sign-in, then the proof of whatever second
 * factor the person has. A stolen password, or a desk that was left open, opens neither. Null when nothing is lacking.
 * `to` is where the way leads afterwards, if not back to this request.
 */
export async function firstStep(
  { db, now }: Owned,
  signedIn: SignedIn,
  request: Request,
  to?: string,
): Promise<FirstStep | null> {
  if (!isRecent(signedIn, now())) return { kind: 'sign-in', href: onceMore(request, to) }
  if (await mayAddFactor(db, signedIn)) return null
  return { kind: 'second-factor', href: secondFactorFirst(request, to) }
}

/** Whoever has signed in, and lacks nothing of `firstStep`; throws the way to what is lacking. */
export async function enterAsOwner(
  house: Owned & { identity: Identity },
  knock: Knock,
  to?: string,
): Promise<SignedIn> {
  const signedIn = await enterSignedIn(house.identity, knock)
  const first = await firstStep(house, signedIn, knock.request, to)
  if (first) throw redirect(first.href)
  return signedIn
}

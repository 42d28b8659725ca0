import { redirect } from '@remix-run/node'
import { localeOfPath, pathIn } from '~/platform/i18n'
import type { Action } from './actions'
import type { Actor } from './actor'
import { can, canSomewhere } from './can'
import type { Identity, SignedIn } from './identity.server'
import type { Subject } from './role'

/** What of the request a door looks at. */
export interface Knock {
  request: Request
  address: string
}

/** Where to go on after signing in: a path of our own, never another site. */
const backTo = (request: Request) => {
  const { pathname, search } = new URL(request.url)
  return encodeURIComponent(pathname.replace(/\.data$/, '') + search)
}

/** Whoever has signed in; throws the way to the sign-in page when nobody has. */
export async function enterSignedIn(identity: Identity, { request, address }: Knock): Promise<SignedIn> {
  const signedIn = await identity.signedIn(request, address)
  if (signedIn) return signedIn
  const locale = localeOfPath(new URL(request.url).pathname)
  throw redirect(`${pathIn(locale, '/sign-in')}?to=${backTo(request)}`)
}

/** Changing how one signs in asks for a recent sign-in: a desk that was left open is not its owner. */
const recentMinutes = 15
export const isRecent = ({ signedInAt }: Pick<SignedIn, 'signedInAt'>, now: Date): boolean =>
  now.getTime() - signedInAt.getTime() <= recentMinutes * 60_000

/** Whoever has signed in a quarter of an hour ago at most; throws the way to sign in once more, and back to this page. */
export async function enterRecently(identity: Identity, knock: Knock, now: Date): Promise<SignedIn> {
  const signedIn = await enterSignedIn(identity, knock)
  if (isRecent(signedIn, now)) return signedIn
  throw redirect(onceMore(knock.request))
}

/** The sign-in page for somebody who has signed in already; it leads back to this one, or to `to`, a path of ours. */
export function onceMore(request: Request, to?: string): string {
  const locale = localeOfPath(new URL(request.url).pathname)
  return `${pathIn(locale, '/sign-in')}?again=1&to=${to ? encodeURIComponent(to) : backTo(request)}`
}

/** The page where a second factor is proved; it leads back to this one, or to `to`. */
export function secondFactorFirst(request: Request, to?: string): string {
  const locale = localeOfPath(new URL(request.url).pathname)
  return `${pathIn(locale, '/account/second-factor')}?to=${to ? encodeURIComponent(to) : backTo(request)}`
}

/**
 * The door of every page behind the desk. `subject` names what the page is about; `'somewhere'` asks whether there is
 * anything at all that the action reaches (lists, which then show only that). Throws: the way to the sign-in page when
 * nobody has signed in; the way to the second factor where that would wake the right; else 404, also for what
 * exists but is none of the visitor's business.
 */
export async function enter(
  identity: Identity,
  knock: Knock,
  action: Action,
  subject: Subject | 'somewhere' = {},
): Promise<Actor> {
  const { actor, secondFactorMissing } = await enterSignedIn(identity, knock)
  const may = subject === 'somewhere' ? canSomewhere(actor, action) : can(actor, action, subject)
  if (may) return actor
  if (secondFactorMissing) throw redirect(secondFactorFirst(knock.request))
  throw new Response(null, { status: 404 })
}

import { redirect } from '@remix-run/node'
import type { Database } from '~/platform/db.server'
import type { Knock } from './enter.server'
import type { Identity } from './identity.server'
import { placeAfterSignIn } from './internal/place-after-sign-in.server'

/** Leads a person who has signed in already past the sign-in pages, unless they are to sign in once more. */
export async function passIfSignedIn(
  { identity, db }: { identity: Identity; db: Database },
  { request, address }: Knock,
): Promise<void> {
  const signedIn = await identity.signedIn(request, address)
  if (!signedIn) return
  const { searchParams } = new URL(request.url)
  if (searchParams.has('again')) return
  throw redirect(await placeAfterSignIn(db, request, signedIn.actor.id, searchParams.get('to')))
}

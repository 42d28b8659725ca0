import type { Database } from '~/platform/db.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { ownPath } from '../own-path'
import { hasRole } from './has-role.server'

/** Where somebody who has just signed in goes on: where they were going, else to the desk, or to their own gifts. */
export async function placeAfterSignIn(
  db: Database,
  request: Request,
  personId: string,
  to: unknown,
): Promise<string> {
  const place = (await hasRole(db, personId)) ? '/desk' : '/account/gifts'
  return ownPath(to, pathIn(localeOfPath(new URL(request.url).pathname), place))
}

import type { Actor } from '~/identity/actor'
import { enter, type Knock } from '~/identity/enter.server'
import type { Identity } from '~/identity/identity.server'
import type { Sql } from '~/platform/db.server'
import { findWalk } from './find-walk.server'
import type { Walk } from './walk'

/** Who asks, and the campaign's walk. Throws what `enter` throws for whoever may not, and 404 where no walk was set up. */
export async function enterWalk(
  { identity, db }: { identity: Identity; db: Sql },
  knock: Knock,
  action: 'walk.see' | 'walk.change',
  campaign: string,
): Promise<{ by: Actor; walk: Walk }> {
  const by = await enter(identity, knock, action, { campaign })
  const walk = await findWalk(db, campaign)
  if (!walk) throw new Response(null, { status: 404 })
  return { by, walk }
}

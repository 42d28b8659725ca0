import type { Actor } from '~/identity/actor'
import type { Pass } from '~/identity/pass'
import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { phoneShell } from '~/platform/phone/shell.server'
import { catalogue, textsIn } from '~/platform/texts.server'
import { findRoster } from './find-roster.server'
import type { VolunteerShellData } from './volunteer-shell-data'
import type { WalkPlans } from './walk-plans.server'

const findSeed = `
  SELECT id, encode(seed, 'hex') AS seed FROM walks_code_chain WHERE pass_id = $1::uuid AND revoked_at IS NULL`

/** The page of a volunteer's phone for the place that its pass names. Refuses as `findRoster` does. */
export async function volunteerShell(
  sql: Sql,
  plans: WalkPlans,
  by: Actor,
  pass: Pass,
  {
    locale,
    config,
    now,
    nonce,
  }: {
    locale: Locale
    config: Pick<Config, 'SESSION_SECRET' | 'PUBLIC_URL'>
    now: Date
    nonce: string
  },
): Promise<Outcome<{ shell: Response }, 'not-allowed' | 'no-place'>> {
  const found = await findRoster(sql, config, by, pass)
  const walk = await plans.get(pass.campaign)
  if (!found.ok) return found
  if (!walk) return { ok: false, reason: 'no-place' }
  const [own] = await sql.query<{ id: string; seed: string }>(findSeed, [pass.id])
  const chain = walk.plan.chains.find(({ id }) => id === own?.id)
  const t = textsIn(locale, 'gate')
  const data: VolunteerShellData = {
    locale,
    texts: { gate: catalogue(locale, 'gate') },
    asOf: now.getTime(),
    publicUrl: config.PUBLIC_URL,
    pass: { id: pass.id, label: pass.label, place: pass.place, contact: pass.contact },
    plan: walk.plan,
    roster: found.roster,
    rotating: own && chain ? { chain, seed: own.seed } : null,
  }
  const shell = phoneShell({
    app: 'volunteer',
    locale,
    title: t('shell.title', { place: pass.place }),
    loading: t('shell.loading'),
    noScript: t('shell.noScript'),
    data,
    nonce,
  })
  return { ok: true, shell }
}

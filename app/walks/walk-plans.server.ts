import type { Sql } from '~/platform/db.server'
import { chainValues, codeChecker } from './code-chain'
import { findWalkPlan } from './find-walk-plan.server'
import type { WalkPlan } from './walk-plan'

export interface KnownWalk {
  plan: WalkPlan
  /** Knows all values of all chains: a code costs one comparison, a forged one too. */
  check: ReturnType<typeof codeChecker>
}

export interface WalkPlans {
  /** The walk of a campaign, or null; at most `freshMs` old. */
  get(campaign: string): Promise<KnownWalk | null>
}

const freshMs = 2_000
const mostKept = 50
const seedsOf = 'SELECT id, steps, seed FROM walks_code_chain WHERE campaign = $1'

/** Plans of walks with their checkers, read anew when they are older than two seconds. Chains never change, so a checker is kept while no chain came. */
export function openWalkPlans(sql: Sql, now: () => number = Date.now): WalkPlans {
  const kept = new Map<string, { at: number; known: Promise<KnownWalk | null> }>()

  async function load(campaign: string, last: KnownWalk | null): Promise<KnownWalk | null> {
    const plan = await findWalkPlan(sql, campaign)
    if (!plan) return null
    if (last && JSON.stringify(last.plan.chains) === JSON.stringify(plan.chains)) return { ...last, plan }
    const check = codeChecker(plan.chains)
    for (const { id, steps, seed } of await sql.query<{ id: string; steps: number; seed: Uint8Array }>(
      seedsOf,
      [campaign],
    ))
      check({ chain: id, step: steps - 1, value: chainValues(id, steps, seed).values.at(-1)! })
    return { plan, check }
  }

  return {
    async get(campaign) {
      const held = kept.get(campaign)
      if (held && now() - held.at < freshMs) return held.known
      const last = held ? await held.known.catch(() => null) : null
      const known = load(campaign, last)
      kept.delete(campaign)
      kept.set(campaign, { at: now(), known })
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      known.catch(() => kept.delete(campaign))
      return known
    },
  }
}

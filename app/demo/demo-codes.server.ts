import type { Database } from '~/platform/db.server'
import { chainValues } from '~/walks/code-chain'
import { spellStampCode } from '~/walks/stamp-code'

interface Chain {
  id: string
  place: string
  kind: 'static' | 'page' | 'rotating'
  steps: number
  seed: Uint8Array
  stepSeconds: number
  startsAt: Date
}
const find = `
  SELECT id, place, kind, steps, seed, step_seconds AS "stepSeconds", starts_at AS "startsAt"
    FROM walks_code_chain WHERE campaign = $1 AND kind IN ('static', 'page')`

/** The codes that hang at a walk's places, as whoever stands there at `at` (milliseconds since 1970) would read them. */
export async function demoCodes(db: Database, campaign: string) {
  const chains = (await db.query<Chain>(find, [campaign])).map((chain) => ({
    ...chain,
    values: chainValues(chain.id, chain.steps, chain.seed).values,
  }))
  return (place: string, kind: 'static' | 'page', at: number): string => {
    const chain = chains.find((one) => one.place === place && one.kind === kind)
    if (!chain) throw new Error(`no ${kind} code hangs at ${place}`)
    const step = Math.floor((at - chain.startsAt.getTime()) / (chain.stepSeconds * 1_000))
    const shown = Math.max(0, Math.min(chain.steps - 1, step))
    return spellStampCode({ chain: chain.id, step: shown, value: chain.values[shown]! })
  }
}

import { randomBytes } from 'node:crypto'
import { bytesOfLetters, codeLetters } from '~/platform/code-letters'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type ChainKind, chainValues } from '../code-chain'

/** How long one code is shown. */
export const stepSeconds = { static: 86_400, page: 1_800, rotating: 30 } as const
const daySeconds = 86_400

const insert = `
  INSERT INTO walks_code_chain (id, campaign, place, kind, step_seconds, starts_at, steps, seed, anchor, pass_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid) ON CONFLICT (id) DO NOTHING RETURNING id`

const newChainId = () => [...randomBytes(6)].map((byte) => codeLetters[byte & 31]).join('')

/** Makes a place's codes of one kind for the whole day of the walk, from a new seed. */
export async function makeChain(
  tx: Sql,
  chain: { campaign: string; place: string; kind: ChainKind; day: Day; passId?: string },
): Promise<string> {
  const seconds = stepSeconds[chain.kind]
  const steps = daySeconds / seconds
  const startsAt = new Date(`${chain.day}T00:00:00+08:00`)
  for (;;) {
    const id = newChainId()
    const seed = randomBytes(32)
    const { anchor } = chainValues(id, steps, seed)
    const [made] = await tx.query(insert, [
      ...[id, chain.campaign, chain.place, chain.kind, seconds, startsAt, steps, seed],
      ...[bytesOfLetters(anchor), chain.passId ?? null],
    ])
    if (made) return id
  }
}

import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { bytesOfLetters, lettersOf } from '~/platform/code-letters'
import type { StampCode } from './stamp-code'

/**
 * static: one code on a poster, good all day · page: a flip-book, one code each half hour · rotating: a volunteer's phone, a
 * new code each half minute.
 */
export type ChainKind = 'static' | 'page' | 'rotating'

/** What everybody may know of a chain: enough to check a code, not to make one. */
export interface PublicChain {
  id: string
  /** Key of the place it stamps for. */
  place: string
  kind: ChainKind
  stepSeconds: number
  /** When step 0 begins, milliseconds since 1970. */
  startsAt: number
  steps: number
  /** Sixteen letters. */
  anchor: string
  /** Since when its phone is not to be trusted, milliseconds since 1970. */
  revokedAt?: number
}

const valueBytes = 10

/**
 * A reversed hash chain (Lamport 1981; used as in S/KEY, RFC 1760, with the step and the chain's id in each hash): the value
 * before step k's is H(id, k, value of k), down to the anchor. Shown in the order of their steps, values give away earlier ones
 * and no later one: a photo proves that its step has come, and makes nothing ahead of time. 80 bits each.
 */
const before = (id: Uint8Array, step: number, value: Uint8Array): Uint8Array =>
  sha256(concatBytes(id, Uint8Array.of(step >> 8, step & 255), value)).subarray(0, valueBytes)

const named = (id: string) => utf8ToBytes(`shanxing stamp 1 ${id}`)

/** All values of a chain from its seed (32 bytes), step 0 first, and the anchor. Whoever has the seed can make every code. */
export function chainValues(
  id: string,
  steps: number,
  seed: Uint8Array,
): { anchor: string; values: string[] } {
  const name = named(id)
  const values = new Array<string>(steps)
  let value = before(name, steps, seed)
  for (let step = steps - 1; step >= 0; step--) {
    values[step] = lettersOf(value)
    value = before(name, step, value)
  }
  return { anchor: lettersOf(value), values }
}

export type CodeRefusal = 'unknown-chain' | 'forged'

/**
 * Checks codes against the anchors of `chains`: `unknown-chain` (of another walk, or newer than the plan at hand), `forged`.
 * Remembers what it has proved, so that a whole day of one chain costs as many hashes as the chain is long.
 */
export function codeChecker(chains: readonly PublicChain[]) {
  const known = new Map(chains.map((chain) => [chain.id, { chain, proved: new Map<number, string>() }]))
  return (code: StampCode): { ok: true; chain: PublicChain } | { ok: false; reason: CodeRefusal } => {
    const entry = known.get(code.chain)
    if (!entry) return { ok: false, reason: 'unknown-chain' }
    const { chain, proved } = entry
    if (code.step >= chain.steps) return { ok: false, reason: 'forged' }
    const way: [number, string][] = []
    let value = code.value
    for (let step = code.step; step >= 0; step--) {
      const provedHere = proved.get(step)
      if (provedHere !== undefined) {
        if (provedHere !== value) return { ok: false, reason: 'forged' }
        break
      }
      way.push([step, value])
      value = lettersOf(before(named(chain.id), step, bytesOfLetters(value)))
      if (step === 0 && value !== chain.anchor) return { ok: false, reason: 'forged' }
    }
    for (const [step, shown] of way) proved.set(step, shown)
    return { ok: true, chain }
  }
}

/** When a code is shown, milliseconds since 1970, the end excluded. */
export function windowOf(chain: PublicChain, step: number): { from: number; until: number } {
  const from = chain.startsAt + step * chain.stepSeconds * 1_000
  return { from, until: from + chain.stepSeconds * 1_000 }
}

/** The step that is shown at `at`, or null before the first and after the last. */
export function stepAt(
  chain: Pick<PublicChain, 'startsAt' | 'stepSeconds' | 'steps'>,
  at: number,
): number | null {
  const step = Math.floor((at - chain.startsAt) / (chain.stepSeconds * 1_000))
  return step >= 0 && step < chain.steps ? step : null
}

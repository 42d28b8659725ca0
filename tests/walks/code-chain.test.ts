import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfLetters, lettersOf } from '~/platform/code-letters'
import { newCardId, readCardId, spellCard, ticketUrl } from '~/walks/card-id'
import { chainValues, codeChecker, stepAt, windowOf } from '~/walks/code-chain'
import { readStampCode, spellStampCode, stampUrl } from '~/walks/stamp-code'
import { at, chains, plan } from './plan'

const { chain, values } = chains.phone
const code = (step: number, value = values[step]!) => ({ chain: chain.id, step, value })

describe('a chain of codes', () => {
  test('every code of it is good, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(chain.steps - 1), { maxLength: 20 }), (steps) => {
        const check = codeChecker(plan.chains)
        for (const step of steps) expect(check(code(step))).toEqual({ ok: true, chain })
      }),
      { numRuns: 20 },
    )
  })

  test('no letter of a code can be another, and no code can say another time', () => {
    const check = codeChecker(plan.chains)
    const forged = { ok: false, reason: 'forged' }
    expect(check(code(1_234))).toEqual({ ok: true, chain })
    for (let bit = 0; bit < 80; bit++) {
      const bytes = bytesOfLetters(values[1_234]!)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(check(code(1_234, lettersOf(bytes)))).toEqual(forged)
    }
    expect(check(code(1_235, values[1_234]))).toEqual(forged)
    expect(check(code(1_233, values[1_234]))).toEqual(forged)
    expect(check({ ...code(0), step: chain.steps })).toEqual(forged)
    // What was forged has taught it nothing.
    expect(check(code(1_235))).toEqual({ ok: true, chain })
  })

  test('a photo of one code makes earlier ones and no later one', () => {
    const shown = chainValues(chain.id, 100, new Uint8Array(32).fill(3))
    expect(shown.anchor).not.toBe(chain.anchor)
    expect(new Set(values).size).toBe(chain.steps)
    // The only way from a value is down: its hash is the value before it, and there is no function up.
    const check = codeChecker([{ ...chain, steps: 101, anchor: values[99]! }])
    expect(check({ ...code(100), step: 100 }).ok).toBe(false)
  })

  test('a code of another walk is told from a forged one', () => {
    const check = codeChecker([chains.poster.chain])
    expect(check(code(5))).toEqual({ ok: false, reason: 'unknown-chain' })
    const elsewhere = { chain: 'P0STER', step: 0, value: chains.flipBook.values[0]! }
    expect(check(elsewhere)).toEqual({ ok: false, reason: 'forged' })
  })

  test('steps follow the clock of the day in Asia/Shanghai', () => {
    expect(stepAt(chain, at('09:00:00'))).toBe(1_080)
    expect(stepAt(chain, at('09:00:29'))).toBe(1_080)
    expect(stepAt(chain, at('09:00:30'))).toBe(1_081)
    expect(stepAt(chain, at('00:00:00') - 1)).toBeNull()
    expect(stepAt(chain, at('00:00:00') + 86_400_000)).toBeNull()
    expect(windowOf(chains.flipBook.chain, 20)).toEqual({ from: at('10:00:00'), until: at('10:30:00') })
  })
})

describe('what a QR holds', () => {
  test('a code comes back from its address, and as people type it', () => {
    const url = stampUrl('https://shanxing.example.org', code(77))
    expect(url).toBe(`https://shanxing.example.org/s/ph0ne1-77-${values[77]!.toLowerCase()}`)
    expect(readStampCode(url)).toEqual(code(77))
    expect(readStampCode(url.replace('/s/', '/en/s/'))).toEqual(code(77))
    expect(readStampCode(` ${spellStampCode(code(77)).replaceAll('0', 'O')} `)).toEqual(code(77))
    for (const wrong of [
      '',
      'https://example.org/t/x',
      'K7P2QX-1',
      `${spellStampCode(code(1))}0`,
      'x'.repeat(9_999),
    ])
      expect(readStampCode(wrong)).toBeNull()
  })

  test('a card is 80 random bits, and comes back from its ticket and as people copy it', () => {
    const cards = Array.from({ length: 200 }, newCardId)
    expect(new Set(cards).size).toBe(200)
    const card = cards[0]!
    expect(card).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(readCardId(ticketUrl('https://shanxing.example.org', card))).toBe(card)
    expect(readCardId(spellCard(card).toLowerCase())).toBe(card)
    for (const wrong of ['', card.slice(1), `https://example.org/s/${card}`, `${card}0`])
      expect(readCardId(wrong)).toBeNull()
  })
})

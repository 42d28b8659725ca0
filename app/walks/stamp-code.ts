import { readLetters } from '~/platform/code-letters'

/** What a checkpoint's QR holds: the value of one step of one chain (code-chain.ts). */
export interface StampCode {
  /** Id of the chain, six letters. */
  chain: string
  step: number
  /** Sixteen letters. */
  value: string
}

/** `K7P2QX-137-0123456789ABCDEF` */
export const spellStampCode = ({ chain, step, value }: StampCode): string => `${chain}-${step}-${value}`

/** What a poster's or a volunteer's QR says: the phone's own camera opens it as a page. */
export const stampUrl = (publicUrl: string, code: StampCode): string =>
  `${publicUrl}/s/${spellStampCode(code).toLowerCase()}`

/** Reads a code from what was scanned or typed: its address, or the code alone. Null when it is none. */
export function readStampCode(scanned: string): StampCode | null {
  const text = scanned.trim().slice(0, 256)
  const [, inAddress] = /^https?:\/\/[^/]+(?:\/en)?\/s\/([^/?#]+)/i.exec(text) ?? []
  const [, chainPart, stepPart, valuePart] = /^([^-]{6})-(\d{1,5})-([^-]{16})$/.exec(inAddress ?? text) ?? []
  if (!chainPart || !stepPart || !valuePart) return null
  const [chain, value] = [readLetters(chainPart, 6), readLetters(valuePart, 16)]
  return chain && value ? { chain, step: Number(stepPart), value } : null
}

import { cleanText, lengthOf } from '~/giving/gift-form'
import { type AmountRefusal, type Fen, parseYuan } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'

export type ProjectFault =
  | 'missing'
  | 'too-long'
  | 'not-a-day'
  | 'not-yet'
  | 'not-a-span'
  | 'order'
  | 'not-whole'
  | 'too-many'
  | 'not-a-key'
  | 'key-taken'
  | 'sum-differs'
  | 'no-winner'
  | 'too-few'
  | 'unknown'
  | 'number-taken'
  | Exclude<AmountRefusal, 'empty'>
/** Faults by the field's name. */
export type ProjectErrors = Readonly<Record<string, ProjectFault>>
export type Text = (name: string) => string
export type Read<Draft> = { ok: true; draft: Draft } | { ok: false; errors: ProjectErrors }

interface TextRule {
  longest: number
  optional?: boolean
  lines?: 'one' | 'many'
}
interface DayRule {
  optional?: boolean
  /** The last day that can be. */
  until?: Day
}

const mostWhole = 1_000_000_000n

/** Reads the fields of one form, one after another, and keeps what is wrong with each under its name. */
export class FieldReader {
  readonly errors: Record<string, ProjectFault> = {}
  constructor(private readonly text: Text) {}

  refuse(name: string, fault: ProjectFault): void {
    this.errors[name] ??= fault
  }

  words(name: string, { longest, optional, lines = 'one' }: TextRule): string {
    const value = cleanText(this.text(name), lines)
    if (value === '' && !optional) this.refuse(name, 'missing')
    else if (lengthOf(value) > longest) this.refuse(name, 'too-long')
    return value
  }

  day(name: string, { optional, until }: DayRule = {}): Day | null {
    const typed = this.text(name).trim()
    if (typed === '') {
      if (!optional) this.refuse(name, 'missing')
      return null
    }
    if (!isDay(typed) || typed < '1990-01-01') this.refuse(name, 'not-a-day')
    else if (until !== undefined && typed > until) this.refuse(name, 'not-yet')
    return typed
  }

  choice<T extends string>(name: string, among: readonly T[]): T {
    const found = among.find((one) => one === this.text(name))
    if (found === undefined) this.refuse(name, this.text(name) === '' ? 'missing' : 'unknown')
    return found ?? among[0]!
  }

  /** A whole number from `least` on; null when it may be left out and is. */
  whole(name: string, { optional, least = 1n }: { optional?: boolean; least?: bigint } = {}): bigint | null {
    const typed = this.text(name).normalize('NFKC').replace(/[,\s]/g, '')
    if (typed === '') {
      if (!optional) this.refuse(name, 'missing')
      return null
    }
    if (!/^\d{1,12}$/.test(typed) || BigInt(typed) < least) this.refuse(name, 'not-whole')
    else if (BigInt(typed) > mostWhole) this.refuse(name, 'too-many')
    else return BigInt(typed)
    return null
  }

  amount(name: string, { optional }: { optional?: boolean } = {}): Fen | null {
    const typed = this.text(name)
    if (typed.trim() === '' && optional) return null
    const read = parseYuan(typed)
    if (read.ok) return read.fen
    this.refuse(name, read.reason === 'empty' ? 'missing' : read.reason)
    return null
  }

  /** The draft, unless something was wrong with a field. */
  done<Draft>(draft: Draft): Read<Draft> {
    return Object.keys(this.errors).length > 0 ? { ok: false, errors: this.errors } : { ok: true, draft }
  }
}

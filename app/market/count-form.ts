import { type Fen, parseYuan } from '~/money/fen'

export interface CountFields {
  id: string
  counted: string
  note: string
}

export const readCountFields = (form: FormData): CountFields => {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 500) : ''
  }
  return { id: text('id'), counted: text('counted'), note: text('note') }
}

/** The amount that was counted: nothing at all is an amount, too. */
export function readCounted(typed: string): Fen | null {
  if (/^[¥￥\s]*[0０]+([.．][0０]{0,2})?\s*$/.test(typed.normalize('NFKC'))) return 0n
  const parsed = parseYuan(typed)
  return parsed.ok ? parsed.fen : null
}

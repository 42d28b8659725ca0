import { createHash } from 'node:crypto'

/** JSON with its members in alphabetical order and no white space (RFC 8785 for what has no fractions): same content, same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

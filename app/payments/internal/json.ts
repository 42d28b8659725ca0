export type Json = Record<string, unknown>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object that a text is the JSON of, or null. */
export function readObject(text: string): Json | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** A provider's name of something: short, of letters that any database takes. Empty otherwise. */
export const refOf = (value: unknown): string =>
  typeof value === 'string' && /^[\w@|*.:-]{1,128}$/.test(value) ? value : ''

export type Json = Record<string, unknown>

export const idShape = /^[\w-]{1,255}$/

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The gift that the object's metadata names; empty when it carries none of ours. */
export function giftOf(object: Json): string {
  const id = isObject(object.metadata) ? object.metadata.giftId : undefined
  return typeof id === 'string' && idShape.test(id) ? id : ''
}

/** An id, or the id of an expanded object; empty when it is neither. */
export function refOf(value: unknown): string {
  const id = isObject(value) ? value.id : value
  return typeof id === 'string' && idShape.test(id) ? id : ''
}

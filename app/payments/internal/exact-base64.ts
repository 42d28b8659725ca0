/**
 * The bytes of a base64 text, or null where the text is not exactly how those bytes are written: node's decoder passes over what it does
 * not know, and a signature must not be one that somebody else wrote otherwise.
 */
export function exactBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null
}

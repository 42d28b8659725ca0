import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/** Signed notes (https://c2sp.org/signed-note): a text, an empty line, lines `— <name> <base64(key id || signature)>`. */
const ed25519Type = Buffer.from([0x01])
/** SubjectPublicKeyInfo of Ed25519 up to the 32 bytes of the key (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

/** The key's first four bytes of SHA-256(name || 0x0A || 0x01 || public key). */
export const keyIdOf = (name: string, publicKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), ed25519Type, publicKey]), 'buffer').subarray(0, 4)

/** What a verifier is given beforehand: `name+key id in hex+base64(0x01 || public key)`. */
export const verifierKeyOf = (name: string, publicKey: Uint8Array): string =>
  `${name}+${keyIdOf(name, publicKey).toString('hex')}+${Buffer.concat([ed25519Type, publicKey]).toString('base64')}`

/** The 32 bytes of an Ed25519 key's public half (RFC 8032). */
export const rawPublicKey = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spkiHead.length)

export const noteOf = (text: string, name: string, publicKey: Uint8Array, signature: Uint8Array): string =>
  `${text}\n— ${name} ${Buffer.concat([keyIdOf(name, publicKey), signature]).toString('base64')}\n`

/** The text of a note that the key signed; null when the note is malformed, or not signed by that key, or wrongly. */
export function openNote(note: string, verifierKey: string): string | null {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(verifierKey)
  const typed = Buffer.from(match?.[3] ?? '', 'base64')
  const publicKey = typed.subarray(1)
  if (!match || typed.length !== 33 || typed[0] !== 1) return null
  const name = match[1]!
  const keyId = keyIdOf(name, publicKey)
  const cut = note.lastIndexOf('\n\n')
  if (keyId.toString('hex') !== match[2] || cut < 0 || !note.endsWith('\n')) return null
  const text = note.slice(0, cut + 1)
  const key = createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' })
  let signed = false
  for (const line of note.slice(cut + 2, -1).split('\n')) {
    const [dash, by, base64, ...rest] = line.split(' ')
    const bytes = Buffer.from(base64 ?? '', 'base64')
    if (dash !== '—' || !by || rest.length > 0 || bytes.length < 5) return null
    // Signatures of unknown keys are ignored; one of a known key that does not verify spoils the note.
    if (by !== name || !bytes.subarray(0, 4).equals(keyId)) continue
    if (!verify(null, Buffer.from(text), key, bytes.subarray(4))) return null
    signed = true
  }
  return signed ? text : null
}

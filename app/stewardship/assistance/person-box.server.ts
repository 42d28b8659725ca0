import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Person } from './assistance'

const idBytes = 4
const nonceBytes = 12
const tagBytes = 16

interface Key {
  id: Buffer
  seal: Buffer
  mark: Buffer
}

/** Keys of their own for this one purpose; the id says which of them sealed something, and nothing about them. */
function keyOf(houseSecret: string): Key {
  const derive = (what: string) =>
    Buffer.from(hkdfSync('sha256', houseSecret, '', `shanxing/assistance/${what}/v1`, 32))
  const seal = derive('person')
  return { id: createHash('sha256').update(seal).digest().subarray(0, idBytes), seal, mark: derive('mark') }
}

/** What reads and writes who was helped. Nothing else in the house holds these keys. */
export interface PersonBox {
  /** Sealed for one case or file (`owner`): a row that is copied to another one opens nothing. */
  seal(owner: string, content: Uint8Array): Buffer
  /** Throws for what was sealed by another house, for another owner, or was touched. */
  open(owner: string, sealed: Uint8Array): Buffer
  sealPerson(caseId: string, person: Person): Buffer
  openPerson(caseId: string, sealed: Uint8Array): Person
  /** The keyed hash by which the same person is found; null without a number. */
  markOf(idNumber: string): Buffer | null
  /** Whether something was sealed with the key of today. */
  isCurrent(sealed: Uint8Array): boolean
}

/**
 * AES-256-GCM under a key that is derived from the house's secret. A sealed value is key id (4 bytes) + nonce (12) + text + tag (16), so
 * that the secret can be changed: what former secrets (`OLD_SESSION_SECRETS`) sealed opens still, and is sealed anew with today's.
 */
export function openPersonBox(config: { SESSION_SECRET: string; OLD_SESSION_SECRETS: string[] }): PersonBox {
  const keys = [config.SESSION_SECRET, ...config.OLD_SESSION_SECRETS].map(keyOf)
  const current = keys[0]!
  const isOf = (key: Key, sealed: Uint8Array) => key.id.equals(sealed.subarray(0, idBytes))
  const box: PersonBox = {
    seal(owner, content) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', current.seal, nonce).setAAD(Buffer.from(owner))
      const text = [cipher.update(content), cipher.final()]
      return Buffer.concat([current.id, nonce, ...text, cipher.getAuthTag()])
    },
    open(owner, sealed) {
      const key = keys.find((one) => isOf(one, sealed))
      if (!key)
        throw new Error(
          'sealed with a key that this house does not have: name its secret in OLD_SESSION_SECRETS',
        )
      const bytes = Buffer.from(sealed)
      const start = idBytes + nonceBytes
      const decipher = createDecipheriv('aes-256-gcm', key.seal, bytes.subarray(idBytes, start))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(start, -tagBytes)), decipher.final()])
    },
    sealPerson: (caseId, person) =>
      box.seal(caseId, Buffer.from(JSON.stringify([person.name, person.idNumber]))),
    openPerson(caseId, sealed) {
      const [name, idNumber] = JSON.parse(box.open(caseId, sealed).toString()) as [string, string]
      return { name, idNumber }
    },
    markOf: (idNumber) =>
      idNumber === '' ? null : createHmac('sha256', current.mark).update(idNumber).digest().subarray(0, 16),
    isCurrent: (sealed) => isOf(current, sealed),
  }
  return box
}

import { createDecipheriv } from 'node:crypto'
import { exactBase64 } from '../../internal/exact-base64'
import { isObject, type Json, readObject } from '../../internal/json'

const tagBytes = 16

/**
 * What a callback says inside (AEAD_AES_256_GCM with the APIv3 key; the last 16 bytes of the ciphertext are its tag). Null when it was
 * not encrypted with this key, or is no object.
 */
export function openResource(resource: unknown, apiV3Key: Buffer): Json | null {
  if (!isObject(resource) || resource.algorithm !== 'AEAD_AES_256_GCM') return null
  const { ciphertext, nonce, associated_data: associated = '' } = resource
  if (typeof ciphertext !== 'string' || typeof nonce !== 'string' || typeof associated !== 'string')
    return null
  const bytes = exactBase64(ciphertext)
  if (!bytes || bytes.length <= tagBytes || nonce.length === 0) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: tagBytes })
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    decipher.setAAD(Buffer.from(associated))
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
    return readObject(plain.toString('utf8'))
  } catch {
    return null
  }
}

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
) => Promise<Buffer>
/** OWASP's figures for scrypt (2^17, 8, 1), on libuv's threads: a sign-in does not hold up the gifts. */
const cost: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const hashBytes = 64

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password.normalize('NFKC'), salt, hashBytes, cost)
  return `scrypt$${salt.toString('hex')}$${key.toString('hex')}`
}

/** What is compared with where there is no account or no password: as much work as a real one, and never right. */
export const nobodysHash = `scrypt$${'00'.repeat(16)}$${'00'.repeat(hashBytes)}`

export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [, salt, key] = hash.split('$')
  if (!salt || !key) return false
  const given = await derive(password.normalize('NFKC'), Buffer.from(salt, 'hex'), hashBytes, cost)
  return timingSafeEqual(given, Buffer.from(key, 'hex'))
}

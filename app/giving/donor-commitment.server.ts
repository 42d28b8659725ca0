import { createHash } from 'node:crypto'

/**
 * What stands for the donor in the public log: SHA-256("shanxing-donor/v1" 0x00 salt name), with 16 random bytes of salt
 * that only the donor's own acknowledgement carries. Whoever holds it can show that the entry is theirs; nobody can
 * guess names from the log; erasing salt and name makes it point to nobody.
 */
export function donorCommitment(salt: Uint8Array, donorName: string): Buffer {
  return createHash('sha256').update('shanxing-donor/v1\0').update(salt).update(donorName, 'utf8').digest()
}

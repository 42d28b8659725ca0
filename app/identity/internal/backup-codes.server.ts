import { createHmac, randomBytes } from 'node:crypto'

const count = 10
const newCode = () =>
  randomBytes(5)
    .toString('hex')
    .toUpperCase()
    .replace(/(.{5})/, '$1-')
/** However it was typed: in small letters, without the dash. */
const spelled = (code: string) => code.toUpperCase().replace(/[^0-9A-F]/g, '')

/** Ten codes of 40 random bits. */
export const newBackupCodes = () => Array.from({ length: count }, newCode)
/** What the database keeps of one. */
export const backupHash = (key: Buffer, owner: string, code: string) =>
  createHmac('sha256', key)
    .update(`backup-code\0${owner}\0${spelled(code)}`)
    .digest('base64url')

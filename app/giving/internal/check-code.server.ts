import { randomBytes } from 'node:crypto'
import { codeLetters } from '~/platform/code-letters'

/** 50 random bits, so that an acknowledgement's number alone opens nothing. */
export const checkCode = () => Array.from(randomBytes(10), (b) => codeLetters[b & 31]).join('')

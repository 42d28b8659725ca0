import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Outcome } from '~/platform/outcome'
import { noteOf, openNote, rawPublicKey, verifierKeyOf } from './internal/signed-note'
import type { Hash } from './merkle'
import type { LogHead } from './projection'

/** Who signs for the log. `verifierKey` is public: hand it to whoever wants to check checkpoints. */
export interface Signer {
  origin: string
  publicKey: Uint8Array
  verifierKey: string
  sign(text: string): Uint8Array
}

/** The key in `dataDir`, made on first use. Written aside and linked, so that two starts at once agree on one whole file. */
function storedKey(dataDir: string): string {
  const file = path.join(dataDir, 'log-signing-key.pem')
  if (!fs.existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const aside = `${file}.${process.pid}`
    fs.mkdirSync(dataDir, { recursive: true })
    fs.writeFileSync(aside, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
    try {
      fs.linkSync(aside, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      fs.rmSync(aside)
    }
  }
  return fs.readFileSync(file, 'utf8')
}

/**
 * The log's Ed25519 key: `key` is a PKCS#8 PEM or a path to one; without it `dataDir`/log-signing-key.pem (mode 0600),
 * made when absent. `origin` names the log in every checkpoint. Throws on anything but an Ed25519 private key.
 */
export function loadSigner(options: { origin: string; key?: string; dataDir: string }): Signer {
  const { origin, key } = options
  if (!/^[^\s+]+$/.test(origin)) throw new Error('A log origin has neither spaces nor "+" (C2SP signed-note)')
  const pem = key?.includes('-----BEGIN')
    ? key
    : key
      ? fs.readFileSync(key, 'utf8')
      : storedKey(options.dataDir)
  const privateKey: KeyObject = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The log signing key must be Ed25519')
  const publicKey = rawPublicKey(privateKey)
  return {
    origin,
    publicKey,
    verifierKey: verifierKeyOf(origin, publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey),
  }
}

/** A signed checkpoint (https://c2sp.org/tlog-checkpoint) of the log's head: origin, size, root, signature. */
export function signCheckpoint(signer: Signer, head: Pick<LogHead, 'treeSize' | 'root'>): string {
  const text = `${signer.origin}\n${head.treeSize}\n${Buffer.from(head.root).toString('base64')}\n`
  return noteOf(text, signer.origin, signer.publicKey, signer.sign(text))
}

/** Reads a checkpoint that must be signed by `verifierKey`. Refusals: `not-signed` by that key, `malformed` text. */
export function verifyCheckpoint(
  checkpoint: string,
  verifierKey: string,
): Outcome<{ origin: string; treeSize: bigint; root: Hash }, 'not-signed' | 'malformed'> {
  const text = openNote(checkpoint, verifierKey)
  if (text === null) return { ok: false, reason: 'not-signed' }
  const [origin, size, base64] = text.split('\n')
  const root = Buffer.from(base64 ?? '', 'base64')
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || root.length !== 32) {
    return { ok: false, reason: 'malformed' }
  }
  return { ok: true, origin, treeSize: BigInt(size!), root }
}

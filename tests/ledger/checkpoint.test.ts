import { createPublicKey, verify } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSigner, signCheckpoint, verifyCheckpoint } from '~/ledger/checkpoint.server'
import { openNote } from '~/ledger/internal/signed-note'
import { emptyRoot, leafHash } from '~/ledger/merkle'

let dataDir: string
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-signer-'))
})
afterEach(() => fs.rmSync(dataDir, { recursive: true }))

const origin = 'give.example.org/log'
const head = { treeSize: 3n, root: leafHash(Buffer.from('x')) }

// Published in the documentation of golang.org/x/mod/sumdb/note.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const petersText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const petersNote = `${petersText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

test("a note that another implementation signed opens with that signer's key", () => {
  expect(openNote(petersNote, peter)).toBe(petersText)
  expect(openNote(petersNote.replace('answer', 'question'), peter)).toBeNull()
  expect(openNote(petersNote.replace('PeterNeumann x08', 'Other x08'), peter)).toBeNull()
})

test('the key is made once, for its owner only, and used again', () => {
  const first = loadSigner({ origin, dataDir })
  expect(fs.statSync(path.join(dataDir, 'log-signing-key.pem')).mode & 0o777).toBe(0o600)
  expect(fs.readdirSync(dataDir)).toEqual(['log-signing-key.pem'])
  expect(loadSigner({ origin, dataDir }).verifierKey).toBe(first.verifierKey)
})

test('the key may be given as PEM or as a path, and nothing but an Ed25519 key signs', () => {
  const { verifierKey } = loadSigner({ origin, dataDir })
  const file = path.join(dataDir, 'log-signing-key.pem')
  expect(loadSigner({ origin, dataDir: '/nowhere', key: file }).verifierKey).toBe(verifierKey)
  const pem = fs.readFileSync(file, 'utf8')
  expect(loadSigner({ origin, dataDir: '/nowhere', key: pem }).verifierKey).toBe(verifierKey)
  expect(() => loadSigner({ origin, dataDir, key: '-----BEGIN nonsense' })).toThrow()
  expect(() => loadSigner({ origin: 'with space', dataDir })).toThrow('origin')
})

test('a checkpoint has the C2SP form and verifies with plain Ed25519', () => {
  const signer = loadSigner({ origin, dataDir })
  const checkpoint = signCheckpoint(signer, head)
  const lines = checkpoint.split('\n')
  expect(lines.slice(0, 4)).toEqual([origin, '3', Buffer.from(head.root).toString('base64'), ''])
  expect(lines).toHaveLength(6)
  const [dash, name, base64] = lines[4]!.split(' ')
  expect([dash, name, lines[5]]).toEqual(['—', origin, ''])
  const bytes = Buffer.from(base64!, 'base64')
  const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)
  const x = Buffer.from(signer.publicKey).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(verify(null, Buffer.from(text), key, bytes.subarray(4))).toBe(true)
  expect(signer.verifierKey.split('+')[1]).toBe(bytes.subarray(0, 4).toString('hex'))
})

test('a checkpoint is believed only as it was signed', () => {
  const signer = loadSigner({ origin, dataDir })
  const checkpoint = signCheckpoint(signer, head)
  expect(verifyCheckpoint(checkpoint, signer.verifierKey)).toMatchObject({ ok: true, origin, treeSize: 3n })
  const refused = { ok: false, reason: 'not-signed' }
  expect(verifyCheckpoint(checkpoint.replace('\n3\n', '\n4\n'), signer.verifierKey)).toEqual(refused)
  expect(verifyCheckpoint(checkpoint, peter)).toEqual(refused)
  expect(verifyCheckpoint(checkpoint.replace('— ', '- '), signer.verifierKey)).toEqual(refused)
  expect(verifyCheckpoint('', signer.verifierKey)).toEqual(refused)
  const witnessed = `${checkpoint}— witness.example.org ${Buffer.alloc(68, 1).toString('base64')}\n`
  expect(verifyCheckpoint(witnessed, signer.verifierKey)).toMatchObject({ ok: true })
})

test('the empty log has a checkpoint too', () => {
  const signer = loadSigner({ origin, dataDir })
  const checkpoint = signCheckpoint(signer, { treeSize: 0n, root: emptyRoot })
  expect(verifyCheckpoint(checkpoint, signer.verifierKey)).toMatchObject({ ok: true, treeSize: 0n })
})

import { createHash, createPublicKey, verify } from 'node:crypto'

/**
 * The log checked by somebody who has only the published documents: RFC 6962 and 9162, C2SP signed-note and
 * tlog-checkpoint, and the leaf's description. It shares no line with the site's own code, on purpose.
 */
const sha256 = (...parts: Uint8Array[]) => {
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}
const one = (n: number) => Buffer.of(n)
export const leafHashOf = (leaf: string) => sha256(one(0), Buffer.from(leaf, 'utf8'))
const node = (left: Buffer, right: Buffer) => sha256(one(1), left, right)

/** RFC 6962, section 2.1, word for word: MTH({}) = SHA-256(), MTH(D[n]) over the largest power of two below n. */
export function merkleTreeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return node(merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)))
}

/** RFC 9162, section 2.1.3.2. */
export function inclusionHolds(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
  root: Buffer,
): boolean {
  if (index >= size) return false
  let [fn, sn, r] = [index, size - 1, leaf]
  for (const p of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = node(p, r)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else r = node(r, p)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && r.equals(root)
}

/** RFC 9162, section 2.1.4.2. */
export function consistencyHolds(
  first: number,
  second: number,
  firstRoot: Buffer,
  secondRoot: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot)
  const isPower = Number.isInteger(Math.log2(first))
  const path = isPower ? [firstRoot, ...proof] : [...proof]
  let [fn, sn] = [first - 1, second - 1]
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let [fr, sr] = [path[0]!, path[0]!]
  for (const c of path.slice(1)) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = node(c, fr)
      sr = node(c, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = node(sr, c)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot)
}

/** Reads a checkpoint that must carry a signature by `verifierKey`; throws with what does not hold. */
export function readCheckpoint(
  note: string,
  verifierKey: string,
): { origin: string; size: number; root: Buffer } {
  // name+keyid+base64, and base64 itself knows a plus
  const [name, keyId, ...encoded] = verifierKey.split('+')
  const typed = Buffer.from(encoded.join('+'), 'base64')
  if (typed.length !== 33 || typed[0] !== 1) throw new Error('not an Ed25519 verifier key')
  const computed = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4)
  if (computed.toString('hex') !== keyId) throw new Error('the key id is not that of the key')
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]),
    format: 'der',
    type: 'spki',
  })
  const [text, signatures] = note.split('\n\n')
  const line = signatures?.split('\n').find((l) => l.startsWith(`— ${name} `))
  const signed = Buffer.from(line?.split(' ')[2] ?? '', 'base64')
  if (!signed.subarray(0, 4).equals(computed)) throw new Error('signed by another key')
  if (!verify(null, Buffer.from(`${text}\n`), key, signed.subarray(4)))
    throw new Error('the signature is wrong')
  const [origin, size, root] = text!.split('\n')
  return { origin: origin!, size: Number(size), root: Buffer.from(root!, 'base64') }
}

/** What the leaves alone say a campaign has raised: income is credited, that is negative. */
export function raisedFor(leaves: readonly string[], campaign: string): bigint {
  let raised = 0n
  for (const text of leaves) {
    const leaf = JSON.parse(text) as { lines: [string, string, string | null, string, string][] }
    for (const [account, , lineCampaign, currency, fen] of leaf.lines) {
      if (!['donations', 'market-takings'].includes(account) || lineCampaign !== campaign) continue
      if (currency !== 'CNY') throw new Error(`a line in ${currency}`)
      raised -= BigInt(fen)
    }
  }
  return raised
}

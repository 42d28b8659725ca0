/** What an entry without lines seals (leaf.ts, `memo`). */
export interface Publication {
  project: string
  /** `YYYY-Qn`. */
  period: string
  /** Null of an old disclosure: it is published once, as it was stated then. */
  version: number | null
  /** SHA-256 of the published JSON, 64 hexadecimal digits. */
  hash: string
}

const shape = /^disclosure (\S+) (\d{4}-Q[1-4]) v([1-9]\d*) sha256:([0-9a-f]{64})$/

const oldShape = /^old-disclosure (\S+) (\d{4}-Q[1-4]) sha256:([0-9a-f]{64})$/

/** The public remark of a disclosure's entry. */
export const spellPublication = ({ project, period, version, hash }: Publication & { version: number }) =>
  `disclosure ${project} ${period} v${version} sha256:${hash}`
/** Of an old one: another word, so that nobody takes it for one that was computed. */
export const spellOldPublication = ({ project, period, hash }: Omit<Publication, 'version'>) =>
  `old-disclosure ${project} ${period} sha256:${hash}`

/** Reads the remark of a sealed disclosure; null when it is none. */
export function readPublication(memo: string): Publication | null {
  const [, of, quarter, digest] = oldShape.exec(memo) ?? []
  if (of && quarter && digest) return { project: of, period: quarter, version: null, hash: digest }
  const [, project, period, version, hash] = shape.exec(memo) ?? []
  if (!project || !period || !version || !hash) return null
  return { project, period, version: Number(version), hash }
}

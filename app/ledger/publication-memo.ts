/** What an entry without lines seals (leaf.ts, `memo`). */
export interface Publication {
  project: string
  /** `YYYY-Qn`. */
  period: string
  version: number
  /** SHA-256 of the published JSON, 64 hexadecimal digits. */
  hash: string
}

const shape = /^disclosure (\S+) (\d{4}-Q[1-4]) v([1-9]\d*) sha256:([0-9a-f]{64})$/

/** The public remark of a disclosure's entry. */
export const spellPublication = ({ project, period, version, hash }: Publication) =>
  `disclosure ${project} ${period} v${version} sha256:${hash}`

/** Reads the remark of a sealed disclosure; null when it is none. */
export function readPublication(memo: string): Publication | null {
  const [, project, period, version, hash] = shape.exec(memo) ?? []
  if (!project || !period || !version || !hash) return null
  return { project, period, version: Number(version), hash }
}

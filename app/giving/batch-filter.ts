import { type BatchKind, type BatchState, batchKinds, batchStates } from './batch'

/** What the desk's list of batches is narrowed to; null is everything. */
export interface BatchFilter {
  /** Part of a place, of a donor's name, or of a cheque's number. */
  q: string
  state: BatchState | null
  kind: BatchKind | null
}

/** Reads it from an address; what names nothing narrows nothing. */
export const readBatchFilter = (query: URLSearchParams): BatchFilter => ({
  q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
  state: batchStates.find((state) => state === query.get('state')) ?? null,
  kind: batchKinds.find((kind) => kind === query.get('kind')) ?? null,
})

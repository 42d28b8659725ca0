import type { Audit } from './audit-books.server'

/** What `npm run audit-books` prints: the first fault if there is one, then the summary as the last line. */
export function auditReport({ entries, leaves, faults }: Audit): string[] {
  return [
    ...faults.map((fault) => `fault: ${fault.what} ${fault.row}: ${fault.detail}`),
    `books: ${entries} entries, ${leaves} leaves, ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`,
  ]
}

import { type VisitorKey, visitorKeys } from './people'

/** One request as the table names it, and what each column is answered. */
export interface Row {
  method: string
  /** As written, with `{names}` of things that the books made. */
  path: string
  fields: Record<string, string>
  answers: Record<VisitorKey, string>
}

/**
 * Reads a table: its first line names the columns; each other one is a request and what every column is answered. Two
 * spaces part the request from the answers; `all 200` answers everyone alike. A line that does not fit throws.
 */
export function readTable(text: string): Row[] {
  const [head, ...lines] = text.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#'))
  const columns = head!.trim().split(/\s+/)
  if (columns.join() !== visitorKeys.join()) throw new Error(`the table's columns are ${columns}`)
  return lines.map((line) => {
    const [request, cells] = line.trim().split(/\s{2,}(?=\S)(.*)/s) as [string, string | undefined]
    const [method, path, ...fields] = request.split(' ')
    const given = (cells ?? '').trim().split(/\s+/)
    const answers = given[0] === 'all' && given.length === 2 ? columns.map(() => given[1]!) : given
    if (!method || !path || answers.length !== columns.length) throw new Error(`not a row: ${line}`)
    return {
      method,
      path,
      fields: Object.fromEntries(fields.map((field) => field.split('=') as [string, string])),
      answers: Object.fromEntries(columns.map((c, i) => [c, answers[i]!])) as Row['answers'],
    }
  })
}

/**
 * Pages of a list, each read when the one before is written. By key and not by a cursor of the database: a cursor would
 * hold one of few connections, and a snapshot that keeps old rows alive, for as long as somebody's telephone takes to
 * download; on the embedded database, which has one connection, all else would stand still. The price: the file is true
 * page by page and not at one instant. Lists are ordered newest first, so what is new meanwhile is before its first row.
 */
export async function* byPage<Row, Cursor>(
  read: (after: Cursor | undefined) => Promise<{ rows: Row[]; next: Cursor | null }>,
): AsyncGenerator<Row[]> {
  let after: Cursor | undefined
  for (;;) {
    const { rows, next } = await read(after)
    if (rows.length) yield rows
    if (next === null) return
    after = next
  }
}

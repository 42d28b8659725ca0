import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

/** Whether this letter is known, and whether its address has said that it wants no more. `erased`: nobody is behind it any more. */
export async function findLetter(sql: Sql, id: string): Promise<'writes' | 'stopped' | 'erased' | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<{ state: 'writes' | 'stopped' | 'erased' }>(
    `SELECT CASE WHEN g.contact_email = '' THEN 'erased'
                 WHEN EXISTS (SELECT FROM giving_letter_stop s WHERE s.digest = giving_address_digest(g.contact_email)) THEN 'stopped'
                 ELSE 'writes' END AS state
       FROM giving_letter l JOIN giving_gift g ON g.id = l.gift_id WHERE l.id = $1::uuid`,
    [id],
  )
  return row?.state ?? null
}

/** The address of this letter wants no more of them, or again: what is told of it is a digest. Acknowledgements still come. */
export async function wantNoLetters(sql: Sql, id: string, stop: boolean): Promise<void> {
  if (!isUuid(id)) return
  const digest = `SELECT giving_address_digest(g.contact_email) FROM giving_letter l JOIN giving_gift g ON g.id = l.gift_id
                   WHERE l.id = $1::uuid AND g.contact_email <> ''`
  await sql.query(
    stop
      ? `INSERT INTO giving_letter_stop (digest) ${digest} ON CONFLICT DO NOTHING`
      : `DELETE FROM giving_letter_stop WHERE digest IN (${digest})`,
    [id],
  )
}

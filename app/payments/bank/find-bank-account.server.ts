import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { type Layout, layoutSchema } from './layout'

export interface BankAccount {
  id: string
  number: string
  bank: string
  name: string
  layout: Layout | null
  version: number
}
type Row = Omit<BankAccount, 'layout'> & { layout: unknown }

/** A layout of another time may lack what is needed today: then it is asked for again. */
const shaped = ({ layout, ...row }: Row): BankAccount => ({
  ...row,
  layout: layoutSchema.nullable().catch(null).parse(layout),
})
const columns = 'id, number, bank, name, layout, version'

export async function findBankAccount(sql: Sql, id: string): Promise<BankAccount | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<Row>(`SELECT ${columns} FROM payments_bank_account WHERE id = $1::uuid`, [id])
  return row ? shaped(row) : null
}

/** A federation has a handful. */
export async function listBankAccounts(sql: Sql): Promise<BankAccount[]> {
  return (await sql.query<Row>(`SELECT ${columns} FROM payments_bank_account ORDER BY created_at, id`)).map(
    shaped,
  )
}

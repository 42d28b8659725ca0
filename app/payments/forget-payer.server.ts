import type { Sql } from '~/platform/db.server'

/** Where the provider's events name who paid; the facts that were settled from them stand elsewhere. */
const strip = `
  UPDATE payments_event SET payload = (payload::jsonb #- '{data,object,customer_details}' #- '{data,object,customer_email}'
           #- '{data,object,billing_details}' #- '{data,object,receipt_email}' #- '{data,object,shipping}')::text
   WHERE outcome ->> 'gift' = ANY ($1)
     AND payload ~ '"(customer_details|customer_email|billing_details|receipt_email|shipping)"'`

/** Takes the payer out of the stored events of these gifts, in the caller's transaction; the events themselves stay. */
export async function forgetPayer(tx: Sql, giftIds: readonly string[]): Promise<void> {
  if (giftIds.length > 0) await tx.query(strip, [giftIds])
}

import type { Database } from '~/platform/db.server'
import type { Mail } from '~/platform/mail.server'
import { sendLostMail } from '~/walks/send-lost-mail.server'
import { sendPartyMail } from '~/walks/send-party-mail.server'
import { sendUnitMail } from '~/walks/send-unit-mail.server'
import { config } from './support'

const senders: Record<
  string,
  (way: Parameters<typeof sendPartyMail>[0], payload: never) => Promise<unknown>
> = {
  'send-party-mail': sendPartyMail,
  'send-unit-mail': sendUnitMail,
  'send-lost-mail': sendLostMail,
}

/** Sends what lies in the outbox about registrations, as the worker does, and empties it. Answers the mails in order. */
export async function deliver(db: Database): Promise<Mail[]> {
  const mails: Mail[] = []
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close() {} }
  const asked = await db.query<{ topic: string; payload: never }>(
    `WITH sent AS (DELETE FROM platform_outbox WHERE topic = ANY ($1) RETURNING id, topic, payload)
     SELECT topic, payload FROM sent ORDER BY id`,
    [Object.keys(senders)],
  )
  for (const { topic, payload } of asked)
    await senders[topic]!({ db, mailer, config: { ...config, SHANXING_DEMO: false } }, payload)
  return mails
}

/** The secrets of the links in a mail that lead to `folder`. */
export const secretsIn = (mail: Mail | undefined, folder: 'registrations' | 'units'): string[] =>
  [...(mail?.text ?? '').matchAll(new RegExp(`/${folder}/([\\w-]{43})(?![\\w-])`, 'g'))].map(
    ([, secret]) => secret!,
  )
/** An hour goes by for the counting of mails. */
export const anHourLater = (db: Database) =>
  db.query(`UPDATE walks_mail_count SET asked_at = asked_at - interval '61 minutes'`)

import { createTransport, type Transporter } from 'nodemailer'
import { keepMail } from './mailbox.server'

export interface Mail {
  /** One bare address. */
  to: string
  subject: string
  text: string
  html?: string
  /** Left part of the Message-ID: the same for the same mail, so that mail programs fold a repeated one. */
  id?: string
  /** Where whoever wants no more such mail says so (RFC 2369); an address of ours. */
  unsubscribe?: string
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}

export interface Mailer {
  /** Settles once the server (or the local mailbox) has taken the mail; rejects when it was not taken, then try again. */
  send(mail: Mail): Promise<void>
  close(): void
}

export interface MailConfig {
  SMTP_URL?: string
  MAIL_FROM: string
  DATA_DIR: string
  SHANXING_DEMO: boolean
}

/** A mail server that hangs must not hold a job for ever. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }

/**
 * Opens the way out for mail: SMTP by SMTP_URL (smtp://user:secret@host:587, smtps://…); in the demonstration without
 * it the local mailbox in DATA_DIR/mailbox; otherwise null, and mail waits in the queue until SMTP_URL is set.
 */
export function openMailer(config: MailConfig): Mailer | null {
  const from = config.MAIL_FROM
  if (config.SMTP_URL) {
    const transport = createTransport({ url: config.SMTP_URL, pool: true, maxConnections: 3, ...timeouts })
    return mailerOn(transport as Transporter, from, async () => {})
  }
  if (!config.SHANXING_DEMO) return null
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return mailerOn(transport as Transporter, from, (mail, raw) => keepMail(config.DATA_DIR, from, mail, raw))
}

function mailerOn(
  transport: Transporter,
  from: string,
  keep: (mail: Mail, raw: Buffer) => Promise<void>,
): Mailer {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    async send(mail) {
      refuseInjection(mail)
      const sent = await transport.sendMail({
        from,
        // As an object: a list or a display name in the address is not taken apart.
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.id ? `<${mail.id}@${domain}>` : undefined,
        // RFC 3834: nobody's out-of-office note should answer a machine.
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(mail.unsubscribe && { 'List-Unsubscribe': `<${mail.unsubscribe}>` }),
        },
        attachments: mail.attachments?.map((a) => ({ ...a, contentDisposition: 'attachment' })),
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      await keep(mail, sent.message as Buffer)
    },
    close: () => transport.close(),
  }
}

/** Lines of a mail's head end with CR LF: whoever can write one can write recipients. Callers clean first, so it throws. */
function refuseInjection(mail: Mail): void {
  const control = /\p{Cc}/u
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(mail.to) || control.test(mail.to)) {
    throw new TypeError('A mail goes to exactly one bare address')
  }
  const names = [
    mail.subject,
    mail.unsubscribe ?? '',
    ...(mail.attachments ?? []).flatMap((a) => [a.filename, a.contentType]),
  ]
  if (names.some((n) => control.test(n)) || (mail.id !== undefined && !/^[\w.-]+$/.test(mail.id))) {
    throw new TypeError('A mail has a control character in its head')
  }
}

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Mail, openMailer } from '~/platform/mail.server'
import { listMailbox, readMail, readMailAttachment } from '~/platform/mailbox.server'
import { startSmtp } from '../setup/smtp'

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-mail-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

const config = (change: object = {}) => ({
  MAIL_FROM: '善行 Shanxing <noreply@give.example.org>',
  DATA_DIR: dir,
  SHANXING_DEMO: true,
  ...change,
})
const mail: Mail = {
  to: 'donor@example.org',
  subject: '捐赠凭据 SX-2026-00000012-3',
  text: '你好：\n谢谢。\n',
  id: 'gift-12',
  attachments: [
    { filename: '捐赠凭据.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.3 x') },
  ],
}

describe('the way out', () => {
  test('without SMTP_URL and outside the demonstration there is none, so that mail waits', () => {
    expect(openMailer(config({ SHANXING_DEMO: false }))).toBeNull()
  })

  test('a mail goes to its one address by SMTP, even in the demonstration, and says that a machine wrote it', async () => {
    const smtp = await startSmtp()
    const mailer = openMailer(config({ SMTP_URL: smtp.url }))!
    await mailer.send(mail)
    mailer.close()
    await smtp.stop()
    expect(smtp.taken).toHaveLength(1)
    expect(smtp.taken[0]).toMatchObject({ from: 'noreply@give.example.org', to: ['donor@example.org'] })
    expect(smtp.taken[0]!.raw).toContain('Message-ID: <gift-12@give.example.org>')
    expect(smtp.taken[0]!.raw).toContain('Auto-Submitted: auto-generated')
    expect(await listMailbox(dir)).toEqual([])
  })

  test('a server that refuses is an error, so that the job is tried again', async () => {
    const smtp = await startSmtp({ refuse: true })
    const mailer = openMailer(config({ SMTP_URL: smtp.url }))!
    await expect(mailer.send(mail)).rejects.toThrow(/not now/)
    mailer.close()
    await smtp.stop()
    const gone = openMailer(config({ SMTP_URL: smtp.url }))!
    await expect(gone.send(mail)).rejects.toThrow(/ECONNREFUSED/)
    gone.close()
  })

  test.each<[string, Partial<Mail>]>([
    ['a second recipient', { to: 'a@example.org, b@example.org' }],
    ['a named recipient', { to: 'A <a@example.org>' }],
    ['a line in the address', { to: 'a@example.org\r\nBcc: b@example.org' }],
    ['a line in the subject', { subject: 'x\r\nBcc: b@example.org' }],
    [
      'a line in a file name',
      { attachments: [{ filename: 'a\nb', contentType: 'text/plain', content: Buffer.of(1) }] },
    ],
    ['a bracket in the id', { id: 'a>\r\nBcc: b@example.org' }],
  ])('%s is refused before anything leaves', async (_, change) => {
    const mailer = openMailer(config())!
    await expect(mailer.send({ ...mail, ...change })).rejects.toThrow(TypeError)
    expect(await listMailbox(dir)).toEqual([])
  })
})

describe('the demonstration’s mailbox', () => {
  test('keeps mails with their attachments, newest first', async () => {
    expect(await listMailbox(dir)).toEqual([])
    const mailer = openMailer(config())!
    await mailer.send(mail)
    await new Promise((resolve) => setTimeout(resolve, 5)) // names sort by the millisecond
    await mailer.send({ ...mail, subject: 'second', attachments: [] })
    const [second, first] = await listMailbox(dir)
    expect(second).toMatchObject({ subject: 'second', attachments: [] })
    expect(first).toMatchObject({
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      attachments: [{ filename: '捐赠凭据.pdf', contentType: 'application/pdf', bytes: 10 }],
    })
    expect(await readMail(dir, first!.id)).toEqual(first)
    expect(await readMailAttachment(dir, first!.id, 0)).toEqual({
      filename: '捐赠凭据.pdf',
      contentType: 'application/pdf',
      content: Buffer.from('%PDF-1.3 x'),
    })
    expect(fs.readFileSync(path.join(dir, 'mailbox', `${first!.id}.eml`), 'utf8')).toContain(
      'To: donor@example.org',
    )
    expect(await listMailbox(dir, { limit: 1 })).toHaveLength(1)
    for (const n of [1, -1, 0.5, Number.NaN]) expect(await readMailAttachment(dir, first!.id, n)).toBeNull()
  })

  test('an id that is none opens no file', async () => {
    fs.mkdirSync(path.join(dir, 'mailbox'))
    fs.writeFileSync(path.join(dir, 'secret.json'), '{}')
    for (const id of [
      '../secret',
      '..%2Fsecret',
      'secret',
      '',
      '20260307T040000000-0123abcd',
      '20260307T040000000-0123abcd\0',
    ]) {
      expect(await readMail(dir, id)).toBeNull()
      expect(await readMailAttachment(dir, id, 0)).toBeNull()
    }
  })
})

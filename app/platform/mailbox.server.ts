import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Mail } from './mail.server'

/** A mail that the demonstration kept instead of sending it. */
export interface KeptMail {
  id: string
  at: string
  from: string
  to: string
  subject: string
  text: string
  html: string | null
  attachments: { filename: string; contentType: string; bytes: number }[]
}

/** Time first, so that names sort by age. Nothing else is ever made into a path. */
const idPattern = /^\d{8}T\d{9}-[0-9a-f]{8}$/
const folderOf = (dataDir: string) => path.join(dataDir, 'mailbox')
const attachmentName = (id: string, n: number) => `${id}.${n}.attachment`

/** Keeps a mail as <id>.eml (as it would have gone out), its attachments, and <id>.json, which comes last and whole. */
export async function keepMail(dataDir: string, from: string, mail: Mail, raw: Buffer): Promise<void> {
  const folder = folderOf(dataDir)
  const at = new Date().toISOString()
  const id = `${at.replace(/[-:.Z]/g, '')}-${randomBytes(4).toString('hex')}`
  const attachments = mail.attachments ?? []
  const kept: KeptMail = {
    id,
    at,
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? null,
    attachments: attachments.map((a) => ({
      filename: a.filename,
      contentType: a.contentType,
      bytes: a.content.length,
    })),
  }
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  await fs.writeFile(path.join(folder, `${id}.eml`), raw)
  for (const [n, a] of attachments.entries())
    await fs.writeFile(path.join(folder, attachmentName(id, n)), a.content)
  await fs.writeFile(path.join(folder, `${id}.part`), JSON.stringify(kept))
  await fs.rename(path.join(folder, `${id}.part`), path.join(folder, `${id}.json`))
}

const absent = (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw error
}

/** The newest kept mails, newest first, `limit` at most. */
export async function listMailbox(dataDir: string, { limit = 50 } = {}): Promise<KeptMail[]> {
  const names = (await fs.readdir(folderOf(dataDir)).catch(absent)) ?? []
  const ids = names
    .filter((n) => n.endsWith('.json'))
    .map((n) => n.slice(0, -'.json'.length))
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse()
    .slice(0, limit)
  const mails = await Promise.all(ids.map((id) => readMail(dataDir, id)))
  return mails.filter((m) => m !== null)
}

/** The kept mail with this id, or null; whatever is not such an id is null too and never touches the disk. */
export async function readMail(dataDir: string, id: string): Promise<KeptMail | null> {
  if (!idPattern.test(id)) return null
  const text = await fs.readFile(path.join(folderOf(dataDir), `${id}.json`), 'utf8').catch(absent)
  return text === null ? null : (JSON.parse(text) as KeptMail)
}

/** Attachment number `n` (from 0) of a kept mail, or null. */
export async function readMailAttachment(
  dataDir: string,
  id: string,
  n: number,
): Promise<{ filename: string; contentType: string; content: Buffer } | null> {
  const about = (await readMail(dataDir, id))?.attachments[n]
  if (!about) return null
  const content = await fs.readFile(path.join(folderOf(dataDir), attachmentName(id, n))).catch(absent)
  return content && { filename: about.filename, contentType: about.contentType, content }
}

import { type APIRequestContext, expect } from '@playwright/test'

/** Of this address's mails, the newest that says what `wanted` looks for: others may arrive later. Answers what it found. */
export async function mailedTo(request: APIRequestContext, email: string, wanted: RegExp): Promise<string> {
  let found = ''
  const look = async () => {
    const mailbox = await (await request.get('/demo/mailbox')).text()
    for (const entry of mailbox.split('<li').filter((li) => li.includes(email))) {
      const mail = /href="(\/demo\/mailbox\/[^"]+)"/.exec(entry)?.[1]
      found = mail ? (wanted.exec(await (await request.get(mail)).text())?.[1] ?? '') : ''
      if (found) return found
    }
    return found
  }
  await expect.poll(look).not.toBe('')
  return found
}

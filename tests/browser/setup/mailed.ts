import { type APIRequestContext, expect } from '@playwright/test'

/** The newest mail to this address that says what `wanted` looks for; answers what it found. */
export async function mailedTo(request: APIRequestContext, email: string, wanted: RegExp): Promise<string> {
  let found = ''
  await expect
    .poll(async () => {
      const mailbox = await (await request.get('/demo/mailbox')).text()
      const entry = mailbox.split('<li').find((li) => li.includes(email))
      const mail = /href="(\/demo\/mailbox\/[^"]+)"/.exec(entry ?? '')?.[1]
      const text = mail ? await (await request.get(mail)).text() : ''
      found = wanted.exec(text)?.[1] ?? ''
      return found
    })
    .not.toBe('')
  return found
}

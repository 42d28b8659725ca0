import { openWalk } from './setup/donor'
import { expect, test } from './setup/visit'

interface Held {
  scheduled?: boolean
  goOn?: () => void
  __remixRouter?: unknown
}

test('a press in the moment before the page comes alive breaks nothing, and it comes alive all the same', async ({
  page,
}) => {
  // React puts its work off with a message to itself: messages are held until we say so, as on a phone that is busy.
  await page.addInitScript(() => {
    const held = window as unknown as Held
    const waiting: (() => void)[] = []
    const post = MessagePort.prototype.postMessage
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      held.scheduled = true
      waiting.push(() => post.call(this, message))
    } as typeof post
    held.goOn = () => {
      MessagePort.prototype.postMessage = post
      for (const each of waiting) each()
    }
  })
  await page.goto(openWalk)
  await page.waitForFunction(() => (window as unknown as Held).scheduled)
  const title = page.getByRole('heading', { level: 1 })
  const said = await title.innerText()
  await title.click()
  await page.keyboard.press('Shift')
  await page.evaluate(() => (window as unknown as Held).goOn!())
  await page.waitForFunction(() => (window as unknown as Held).__remixRouter)
  await expect(title).toHaveText(said)
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL(`/en${openWalk}`)
})

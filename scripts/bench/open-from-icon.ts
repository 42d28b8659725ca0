import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

interface Message {
  id?: number
  method?: string
  sessionId?: string
  params?: { sessionId: string; targetInfo: { type: string } }
  result?: { result?: { value?: unknown } }
  error?: { message: string }
}

export interface Opening {
  executablePath: string
  args: string[]
  /** Where Chromium keeps what was kept at the first visit. */
  profile: string
  address: string
  /** Times slower than this machine's own processor, from the renderer's first step on. */
  throttle: number
  /** Runs in the page before anything of its own. */
  script: string
  /** The marks that are waited for. */
  until: string[]
}

/**
 * Opens a page as an icon on the home screen does: Chromium is not running, and its first window is the page. Milliseconds from the press
 * to each mark. Playwright cannot slow a page down before it has begun, so this speaks to Chromium itself, through its pipe. Throws where
 * Chromium refuses or a mark does not come within ten seconds.
 */
export async function openFromIcon(opening: Opening): Promise<number[]> {
  const { executablePath, args, profile, address, throttle, script, until } = opening
  const pressed = performance.timeOrigin + performance.now()
  const own = ['--headless', '--no-first-run', '--no-startup-window', '--disable-background-networking']
  const chromium = spawn(
    executablePath,
    [...args, ...own, `--user-data-dir=${profile}`, '--remote-debugging-pipe'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const over = new Promise((resolve) => chromium.once('exit', resolve))
  const { ask, told, end } = conversation(chromium.stdio[3] as Writable, chromium.stdio[4] as Readable)
  void over.then(end)
  try {
    const page = new Promise<string>((resolve) => {
      told(({ method, params }) => {
        if (method !== 'Target.attachedToTarget') return
        const { sessionId, targetInfo } = params!
        if (targetInfo.type === 'page') resolve(sessionId)
        else ask('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => undefined)
      })
    })
    await ask('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
    const made = ask('Target.createTarget', { url: address })
    const session = await page
    const screen = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true }
    await Promise.all([
      ask('Emulation.setCPUThrottlingRate', { rate: throttle }, session),
      ask('Emulation.setDeviceMetricsOverride', screen, session),
      ask('Page.enable', {}, session),
      ask('Page.addScriptToEvaluateOnNewDocument', { source: script }, session),
      ask('Runtime.runIfWaitingForDebugger', {}, session),
      made,
    ])
    const expression = `[performance.timeOrigin, ...${JSON.stringify(until)}.map((name) => performance.getEntriesByName(name)[0]?.startTime)]`
    for (let patience = 100; patience > 0; patience--) {
      // Seldom, and not at first: each question is work for the page.
      await sleep(patience === 100 ? 600 : 100)
      const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true }, session)
      const [origin, ...at] = result!.result!.value as [number, ...(number | null)[]]
      if (at.every((time) => time !== null && time !== undefined))
        return at.map((time) => origin + time! - pressed)
    }
    throw new Error(`${address} did not come to ${until.join(', ')} within ten seconds.`)
  } finally {
    await ask('Browser.close').catch(() => chromium.kill())
    await over
  }
}

/** Chromium's messages: JSON, each ended by a zero byte. */
function conversation(to: Writable, from: Readable) {
  const waiting = new Map<number, (answer: Message) => void>()
  let listen: (message: Message) => void = () => undefined
  let [last, rest] = [0, '']
  from.setEncoding('utf8').on('data', (text: string) => {
    const whole = (rest + text).split('\0')
    rest = whole.pop()!
    for (const one of whole) {
      const message = JSON.parse(one) as Message
      if (message.id) waiting.get(message.id)?.(message)
      else listen(message)
    }
  })
  const ask = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Message>((resolve, reject) => {
      const id = ++last
      waiting.set(id, (answer) => {
        waiting.delete(id)
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`))
        else resolve(answer)
      })
      to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  /** Whoever still waits is told that nobody answers any more. */
  const end = () => {
    for (const [id, tell] of waiting) tell({ id, error: { message: 'Chromium has ended.' } })
  }
  return { ask, told: (hear: (message: Message) => void) => (listen = hear), end }
}

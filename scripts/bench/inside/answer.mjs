import { setTimeout as sleep } from 'node:timers/promises'
import { profileFor } from './profile.mjs'

/** Loaded by every process of the bench: answers its questions over IPC, and ends with the process that asks. */
export function answer(questions) {
  const all = { memory, cpu, profile: ({ ms }) => profileFor(ms), ...questions }
  process.on('message', async ({ id, question, input }) => {
    try {
      process.send({ id, answer: await all[question](input) })
    } catch (error) {
      process.send({ id, error: error?.stack ?? String(error) })
    }
  })
  process.on('disconnect', () => process.exit(0))
  process.send({ id: 0 })
}

/** What is left in memory after collecting garbage until that changes nothing (needs --expose-gc). */
async function memory() {
  for (let n = 0; n < 5; n++) {
    globalThis.gc()
    await sleep(100)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heapUsed, external }
}

/** Processor time used so far, in ms. */
function cpu() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

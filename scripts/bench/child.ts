import { fork } from 'node:child_process'
import path from 'node:path'

/** A process of ours that answers questions over its IPC channel (inside/answer.mjs). */
export interface Child {
  pid: number
  ask<Answer>(question: string, input?: unknown): Promise<Answer>
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>
}

interface Options {
  /** Flags of Node; scripts in TypeScript get tsx by themselves. */
  flags?: string[]
  env?: Record<string, string>
}

const here = import.meta.dirname

/** Starts `script` (path within scripts/bench) as a Node process and waits for its first word. */
export async function startChild(script: string, { flags = [], env = {} }: Options = {}): Promise<Child> {
  const process_ = fork(path.join(here, script), [], {
    cwd: path.resolve(here, '../..'),
    env: { ...process.env, ...env },
    execArgv: script.endsWith('.ts') ? ['--import', 'tsx', ...flags] : flags,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let asked = 0
  const ended = new Promise<void>((resolve) => {
    process_.once('exit', (code, signal) => {
      const error = new Error(`${script} ended (${signal ?? code}) before it answered`)
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
      resolve()
    })
  })
  process_.on('message', (message: { id: number; answer?: unknown; error?: string }) => {
    const who = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) who?.resolve(message.answer)
    else who?.reject(new Error(`${script}: ${message.error}`))
  })
  const expect = (id: number) =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  const ready = expect(0)
  const child: Child = {
    pid: process_.pid!,
    ask<Answer>(question: string, input?: unknown) {
      const id = ++asked
      const answer = expect(id) as Promise<Answer>
      process_.send({ id, question, input })
      return answer
    },
    async stop() {
      if (process_.exitCode === null && process_.signalCode === null) process_.kill('SIGKILL')
      await ended
    },
  }
  started.add(child)
  ended.then(() => started.delete(child))
  await ready
  return child
}

const started = new Set<Child>()

/** Ends what a group that failed has left running. */
export const stopChildren = () => Promise.all([...started].map((child) => child.stop()))

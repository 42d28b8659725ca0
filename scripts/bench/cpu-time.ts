import fs from 'node:fs'
import type { Sql } from '~/platform/db.server'

const tickMs = 10

/** utime, stime, and those of ended children, in ms; from Linux's /proc, 0 elsewhere. */
function statOf(pid: number | 'self') {
  try {
    const after = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    const field = (n: number) => Number(after[n - 3])
    return {
      parent: field(4),
      own: (field(14) + field(15)) * tickMs,
      ended: (field(16) + field(17)) * tickMs,
    }
  } catch {
    return { parent: 0, own: 0, ended: 0 }
  }
}

/** Processor time of the whole database server so far: the postmaster, its living and its ended processes. */
export async function postgresCpuMs(sql: Sql): Promise<number> {
  const rows = await sql.query<{ pid: number }>('SELECT pid FROM pg_stat_activity')
  const [me] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const { parent } = statOf(me!.pid)
  const main = statOf(parent)
  return main.own + main.ended + rows.reduce((ms, { pid }) => ms + statOf(pid).own, 0)
}

/** Processor time of programs that this process started and that have ended. */
export const endedChildrenCpuMs = () => statOf('self').ended

import type { ServerResponse } from 'node:http'

/** The way out to whoever asked: Remix writes on whether or not anyone takes it, so long answers must ask themselves. */
export interface Outlet {
  /** Waits until what was written is taken; false when the other side has gone. */
  ready(): Promise<boolean>
}

/** The outlet of one answer. */
export const outletOf = (res: ServerResponse): Outlet => ({
  ready: () =>
    new Promise((resolve) => {
      if (res.destroyed || res.writableFinished) return resolve(false)
      if (!res.writableNeedDrain) return resolve(true)
      const go = () => {
        res.off('drain', go).off('close', go)
        resolve(!res.destroyed)
      }
      res.on('drain', go).on('close', go)
    }),
})

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { askToKeep, keepOffline, type OfflineState } from '~/platform/phone/keep-offline'
import type { PhoneStore } from '~/platform/phone/open-phone-store'
import { openOutbox } from '~/platform/phone/outbox'
import { runSender, type Sender } from '~/platform/phone/run-sender'
import type { StallPlan } from '../stall-plan'
import { keepReceipt, ownReceipts, type TillEntry, type TillOutbox, type Wish } from './keep-till'
import { sendSales } from './send-sales'
import type { TillReceipt } from './stall-till'
import { type StallPlace, type TakenUp, takeUp } from './take-up'

export interface TillKeeping {
  /** Null while the phone is still looking. */
  taken: TakenUp | null
  plan: StallPlan | null
  offline: OfflineState
  /** This phone's own row, the newest first. */
  entries: TillEntry[]
  /** Receipts of other stalls that this phone still holds: they need that stall's pass to be sent. */
  elsewhere: number
  /** The phone's storage took the last receipt. */
  stored: boolean
  write(wish: Wish): Promise<TillReceipt>
}

/** The till's ties to the phone: what it keeps, how it sends, and whether it works without a signal. */
export function useTill(store: PhoneStore, place: StallPlace | null): TillKeeping {
  const outbox: TillOutbox = useMemo(() => openOutbox(store.outbox()), [store])
  const [taken, setTaken] = useState<TakenUp | null>(null)
  const [all, setAll] = useState<TillEntry[]>([])
  const [offline, setOffline] = useState<OfflineState>('asking')
  const [stored, setStored] = useState(true)
  const sender = useRef<Sender | null>(null)
  const plan = taken && 'plan' in taken ? taken.plan : null
  const refresh = useCallback(() => void outbox.list().then(setAll), [outbox])

  useEffect(() => {
    if (!place) return
    let gone = false
    const look = () =>
      void takeUp(store, place).then((now) => {
        if (!gone) setTaken(now)
      })
    look()
    addEventListener('online', look)
    return () => {
      gone = true
      removeEventListener('online', look)
    }
  }, [store, place])

  useEffect(() => {
    const ask = () => void keepOffline([location.pathname]).then(setOffline)
    void askToKeep()
    ask()
    addEventListener('online', ask)
    return () => removeEventListener('online', ask)
  }, [])

  const key = plan && `${plan.campaign}/${plan.stall}/${plan.device}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plan that was only fetched anew needs no new sender
  useEffect(() => {
    refresh()
    if (!plan) return
    const running = runSender(`stall-${plan.device}`, () => sendSales(outbox, plan), refresh)
    sender.current = running
    return () => running.stop()
  }, [key, outbox, refresh])

  const write = useCallback(
    async (wish: Wish) => {
      const kept = await keepReceipt(outbox, plan!, wish, { id: crypto.randomUUID(), now: new Date() })
      setStored(kept.stored === 'stored')
      setAll(await outbox.list())
      sender.current?.wake()
      return kept.receipt
    },
    [outbox, plan],
  )

  return {
    taken,
    plan,
    offline,
    entries: plan ? ownReceipts(all, plan.device) : [],
    elsewhere: all.filter((e) => e.state === 'waiting' && e.item.stall !== plan?.stall).length,
    stored,
    write,
  }
}

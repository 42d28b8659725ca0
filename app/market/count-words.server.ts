import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { findStall } from './find-stall.server'
import { listWaitingCounts } from './list-counts.server'
import { heldBy, listStallDevices } from './list-stall-devices.server'

/** What the page says on which a stall's cash is counted, made on the server: a borrowed phone loads no texts for it. */
export interface CountWords {
  title: string
  lead: string
  /** A count that waits: then there is no form. */
  waits: string | null
  unsent: string | null
  arrived: { term: string; detail: string }
  counted: string
  note: string
  noteHint: string
  send: string
  done: string
  back: { to: string; label: string }
}

/** Null when there is no such stall. */
export async function countWords(
  sql: Sql,
  locale: Locale,
  campaign: string,
  key: string,
): Promise<CountWords | null> {
  const t = textsIn(locale, 'market')
  const [stall, devices, [waiting]] = await Promise.all([
    findStall(sql, campaign, key),
    listStallDevices(sql, campaign, key),
    listWaitingCounts(sql, campaign, key),
  ])
  if (!stall) return null
  const holding = devices.filter((d) => heldBy(d) > 0)
  const phones = holding.map(({ number }) => t('count.phone', { number })).join(', ')
  const count = (of: (d: (typeof devices)[number]) => number) => devices.reduce((sum, d) => sum + of(d), 0)
  return {
    title: t('count.title'),
    lead: t('count.lead', { stall: inLocale(locale, { zh: stall.nameZh, en: stall.nameEn }) }),
    waits: waiting ? t('count.waits', { counted: formatFen(waiting.countedFen) }) : null,
    unsent: holding.length > 0 ? t('count.unsent', { count: count(heldBy), phones }) : null,
    arrived: {
      term: t('count.arrived'),
      detail: t('count.arrivedCount', { count: count((d) => d.arrived) }),
    },
    counted: t('count.counted'),
    note: t('count.note'),
    noteHint: t('count.noteHint'),
    send: t('count.send'),
    done: t('count.done'),
    back: { to: pathIn(locale, '/pass/stall'), label: t('count.back') },
  }
}

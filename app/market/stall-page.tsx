import { useTranslation } from 'react-i18next'
import type { FundChoice } from '~/ledger/list-fund-choices.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { CountList, CountPager } from './count-list'
import { DeskCountForm } from './desk-count-form'
import { DeviceList } from './device-list'
import type { FoundStall } from './find-stall.server'
import type { ListedCount } from './list-counts.server'
import type { ListedReceipt } from './list-receipts.server'
import type { StallDevice } from './list-stall-devices.server'
import { ReceiptTable } from './receipt-table'
import type { StallAnswer, StallDeed } from './stall-answer'
import { StallForm } from './stall-fields'
import { fieldsOfStall } from './stall-form'

export interface StallPageProps {
  locale: Locale
  stall: FoundStall
  devices: readonly (StallDevice & { held: number })[]
  /** A page of them, the newest first. */
  counts: readonly ListedCount[]
  countsPage: { first: boolean; next: string | null }
  /** A count waits for its second person. */
  waits: boolean
  /** The newest ones. */
  receipts: readonly ListedReceipt[]
  /** Those that a person should look at. */
  flagged: readonly ListedReceipt[]
  funds: FundChoice[]
  /** Names a count that is made on this page. */
  newId: string
  mayChange: boolean
  mayCount: boolean
  done: StallDeed | null
  refused?: StallAnswer
}

/** One stall at the desk: what waits to be counted, its phones, what a person should look at, its newest receipts, and what it is. */
export function StallPage({ locale, stall, done, refused, ...page }: StallPageProps) {
  const { t } = useTranslation('stalls')
  const { devices, counts, receipts, flagged, newId, mayChange, mayCount } = page
  const held = devices.reduce((sum, d) => sum + d.held, 0)
  const ended = refused?.ended
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: stall.nameZh, en: stall.nameEn })}
        lead={t('lead', { number: stall.number, organisation: stall.organisation })}
        back={{ to: pathIn(locale, `/desk/campaigns/${stall.campaign}/market`), label: t('title') }}
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {refused?.reason && (
        <Notice kind="refused" live>
          {t(`error.${refused.reason}` as 'error.changed-meanwhile')}
        </Notice>
      )}
      {flagged.length > 0 && (
        <Panel id="flagged" title={t('receipt.flagged')}>
          <p className="mb-3">{t('receipt.flaggedHint')}</p>
          <ReceiptTable locale={locale} receipts={flagged} caption={t('receipt.flagged')} />
        </Panel>
      )}
      <Panel id="count" title={t('count.title')}>
        <CountList locale={locale} counts={counts} />
        <CountPager
          here={pathIn(locale, `/desk/campaigns/${stall.campaign}/market/${stall.key}`)}
          {...page.countsPage}
        />
        {mayCount && !page.waits && (
          <DeskCountForm id={refused?.count?.fields.id || newId} held={held} refused={refused?.count} />
        )}
      </Panel>
      <Panel id="devices" title={t('device.title')}>
        <DeviceList
          locale={locale}
          devices={devices}
          mayChange={mayChange}
          refused={ended && { ...ended, error: t(`error.${ended.reason}`) }}
        />
      </Panel>
      <Panel id="receipts" title={t('receipt.newest')}>
        <ReceiptTable locale={locale} receipts={receipts} caption={t('receipt.newest')} />
      </Panel>
      {mayChange && (
        <Panel id="edit" title={t('edit')}>
          <StallForm
            key={stall.version}
            locale={locale}
            fields={refused?.fields ?? fieldsOfStall(stall)}
            errors={refused?.errors ?? {}}
            funds={page.funds}
            version={stall.version}
          />
        </Panel>
      )}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { knownChannel } from './known-channels'
import type { Totals } from './totals'

/** How the money arrived. Draws nothing while nothing has. */
export function ChannelTable({ totals }: { totals: Totals }) {
  const { t } = useTranslation('campaigns')
  const rows = Object.entries(totals.byChannel).sort(([, a], [, b]) =>
    Number(BigInt(b.confirmedFen) - BigInt(a.confirmedFen)),
  )
  if (rows.length === 0) return null
  const name = (channel: string) => {
    const known = knownChannel(channel)
    return known ? t(`page.channel.${known}`) : channel
  }
  return (
    <Panel id="channels" title={t('page.byChannel')} tone="plain">
      <Table
        caption={t('page.byChannel')}
        captionHidden
        rowKey={([channel]) => channel}
        rows={rows}
        columns={[
          {
            id: 'channel',
            header: t('page.channelColumn'),
            rowHeader: true,
            cell: ([channel]) => name(channel),
          },
          {
            id: 'gifts',
            header: t('page.giftsColumn'),
            align: 'end',
            cell: ([, c]) => (c.gifts > 0 ? c.gifts : '–'),
          },
          {
            id: 'amount',
            header: t('page.amountColumn'),
            align: 'end',
            cell: ([, c]) => <Money fen={c.confirmedFen} />,
          },
        ]}
      />
    </Panel>
  )
}

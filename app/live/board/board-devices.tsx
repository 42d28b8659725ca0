import { useTranslation } from 'react-i18next'
import { formatCount, formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { type Board, type BoardDevice, isUnsynced, silentDeviceMinutes } from '~/walks/board'
import { AsOf } from './as-of'

interface DevicesProps {
  locale: Locale
  board: Board
  /** Where volunteers' passes are made. */
  passes: string
}

/** Volunteers' phones: when each was last heard, and how many scans it said it still holds. */
export function BoardDevices({ locale, board, passes }: DevicesProps) {
  const { t } = useTranslation('board')
  const placeOf = ({ place }: BoardDevice) => {
    const known = board.places.find(({ key }) => key === place)
    return known ? inLocale(locale, { zh: known.nameZh, en: known.nameEn }) : place
  }
  return (
    <Panel id="devices" title={t('devices.title')} aside={<AsOf board={board} />}>
      {board.devices.length === 0 ? (
        <EmptyState
          title={t('devices.empty')}
          action={
            <LinkButton variant="secondary" to={passes}>
              {t('devices.toPasses')}
            </LinkButton>
          }
        >
          {t('devices.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('devices.title')}
            captionHidden
            rows={board.devices}
            rowKey={(device) => device.id}
            columns={[
              {
                id: 'label',
                header: t('devices.device'),
                rowHeader: true,
                cell: (device) => (
                  <>
                    <span className="[overflow-wrap:anywhere]">{device.label || placeOf(device)}</span>
                    {device.label && (
                      <span className="block text-sm font-normal text-soft">{placeOf(device)}</span>
                    )}
                  </>
                ),
              },
              {
                id: 'seen',
                header: t('devices.lastSeen'),
                cell: (device) => formatInstant(locale, new Date(device.lastSeenAt)),
              },
              {
                id: 'unsent',
                header: t('devices.unsent'),
                align: 'end',
                cell: (device) => formatCount(device.unsent),
              },
              {
                id: 'state',
                header: t('devices.state'),
                cell: (device) =>
                  !isUnsynced(device, board) ? (
                    <Tag tone="done">{t('devices.synced')}</Tag>
                  ) : device.unsent > 0 ? (
                    <Tag tone="attention">{t('devices.holds')}</Tag>
                  ) : (
                    <Tag tone="pending">{t('devices.silent')}</Tag>
                  ),
              },
            ]}
          />
          <p className="mt-2 text-sm text-soft">{t('devices.hint', { minutes: silentDeviceMinutes })}</p>
        </>
      )}
    </Panel>
  )
}

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { ListedUnit } from './list-units.server'

interface UnitTableProps {
  units: readonly ListedUnit[]
  mayChange: boolean
  /** The unit whose leader was to be taken out without the tick. */
  unsure?: string
}

/** The desk's list of units: each list is closed or opened here, and a leader's own data taken out. */
export function UnitTable({ units, mayChange, unsure }: UnitTableProps) {
  const { t } = useTranslation('walkers')
  return (
    <Table
      caption={t('units.title')}
      captionHidden
      rows={units}
      rowKey={(u) => u.id}
      columns={[
        {
          id: 'name',
          header: t('column.unit'),
          rowHeader: true,
          cell: (u) => (
            <>
              {u.name}
              {u.leaderName && (
                <span className="block text-sm font-normal text-soft">
                  {t('units.leader', { name: u.leaderName })}
                </span>
              )}
              {!u.led && (
                <span className="block text-sm font-normal text-soft">{t('units.leaderTakenOut')}</span>
              )}
            </>
          ),
        },
        {
          id: 'members',
          header: t('units.members'),
          align: 'end',
          cell: (u) => formatCount(u.members),
        },
        {
          id: 'list',
          header: t('units.list'),
          noWrap: true,
          cell: (u) => (
            <Tag tone={u.closed ? 'neutral' : 'done'}>{t(u.closed ? 'units.closed' : 'units.open')}</Tag>
          ),
        },
        {
          id: 'do',
          header: <span className="sr-only">{t('units.change')}</span>,
          cell: (u) => mayChange && <UnitChanges unit={u} unsure={unsure === u.id} />,
        },
      ]}
    />
  )
}

function UnitChanges({ unit, unsure }: { unit: ListedUnit; unsure: boolean }) {
  const { t } = useTranslation('walkers')
  const named = <input type="hidden" name="unit" value={unit.id} />
  const change = unit.closed ? 'open' : 'close'
  return (
    <div className="flex flex-wrap items-start gap-x-4">
      {(unit.led || !unit.closed) && (
        <Form method="post" reloadDocument>
          {named}
          <Button
            variant="quiet"
            name="change"
            value={change}
            aria-label={t(`units.${change}Of`, { unit: unit.name })}
          >
            {t(`units.${change}List`)}
          </Button>
        </Form>
      )}
      {unit.led && (
        <details open={unsure}>
          <summary className="link inline-flex min-h-11 cursor-pointer items-center">
            {t('units.takeOut')}
          </summary>
          <Form method="post" reloadDocument className="mt-2 min-w-56 space-y-3 whitespace-normal">
            {named}
            <input type="hidden" name="change" value="erase-leader" />
            <p className="text-sm text-soft">{t('units.takeOutText')}</p>
            <CheckboxField
              name="sure"
              id={`sure-${unit.id}`}
              value="yes"
              label={t('units.sure')}
              error={unsure ? t('units.notSure') : undefined}
            />
            <Button variant="danger">{t('units.takeOutNow')}</Button>
          </Form>
        </details>
      )}
    </div>
  )
}

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Table } from '~/ui/table'
import type { OfferedLevel } from './find-registration.server'
import type { Member } from './find-unit.server'
import { WalkerStateTag } from './walker-state-tag'

interface MemberTableProps {
  locale: Locale
  members: readonly Omit<Member, 'seq'>[]
  levels: readonly OfferedLevel[]
}

/** A unit's members with their tickets; each can be cancelled by the leader. */
export function MemberTable({ locale, members, levels }: MemberTableProps) {
  const { t } = useTranslation('registration')
  const nameOf = (key: string) => {
    const level = levels.find((one) => one.key === key)
    return level ? inLocale(locale, { zh: level.nameZh, en: level.nameEn }) : key
  }
  return (
    <Table
      caption={t('unit.members')}
      captionHidden
      rows={members}
      rowKey={(m) => m.id}
      columns={[
        { id: 'bib', header: t('unit.bib'), align: 'end', cell: (m) => m.bib ?? '—' },
        {
          id: 'name',
          header: t('unit.column.name'),
          rowHeader: true,
          cell: (m) => (
            <>
              {m.name}
              <span className="block text-sm font-normal text-soft">{nameOf(m.level)}</span>
            </>
          ),
        },
        {
          id: 'state',
          header: t('unit.verdict'),
          noWrap: true,
          cell: (m) => <WalkerStateTag state={m.state} />,
        },
        {
          id: 'ways',
          header: <span className="sr-only">{t('unit.ticket')}</span>,
          noWrap: true,
          cell: (m) =>
            m.state !== 'cancelled' && (
              <span className="flex flex-wrap items-center gap-x-4">
                {m.state === 'registered' && (
                  <a
                    className="link inline-flex min-h-11 items-center"
                    href={pathIn(locale, `/t/${m.card.toLowerCase()}`)}
                  >
                    {t('unit.ticket')}
                  </a>
                )}
                <Form method="post" action="." reloadDocument>
                  <input type="hidden" name="walker" value={m.id} />
                  <Button variant="quiet" aria-label={t('unit.cancelName', { name: m.name })}>
                    {t('unit.cancel')}
                  </Button>
                </Form>
              </span>
            ),
        },
      ]}
    />
  )
}

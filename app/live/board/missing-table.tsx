import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { Missing, MissingContact } from '~/walks/missing'

interface Named {
  key: string
  zh: string
  en: string
}
interface MissingTableProps {
  locale: Locale
  missing: (Missing | MissingContact)[]
  places: Named[]
  levels: Named[]
  mayConfirm: boolean
}

const isContact = (row: Missing | MissingContact): row is MissingContact => 'phone' in row

/** Who is looked for: by bib number, with names and phones once somebody asked for them. */
export function MissingTable({ locale, missing, places, levels, mayConfirm }: MissingTableProps) {
  const { t } = useTranslation('board')
  const nameOf = (all: Named[], key: string | null) => {
    const found = all.find((one) => one.key === key)
    return found ? inLocale(locale, found) : (key ?? '–')
  }
  const contacts = missing.some(isContact)
  return (
    <Table
      caption={t('missing.caption')}
      captionHidden
      rows={missing}
      rowKey={(row) => row.walkerId}
      columns={[
        {
          id: 'bib',
          header: t('missing.bib'),
          rowHeader: true,
          cell: (row) => (
            <>
              <span className="tabular">{row.bib ?? '–'}</span>
              {isContact(row) && (
                <span className="block [overflow-wrap:anywhere]">
                  {row.name}
                  {row.minor && <span className="ms-2 text-sm font-normal">{t('missing.minor')}</span>}
                </span>
              )}
              <span className="block text-sm font-normal text-soft">
                {nameOf(levels, row.level)}
                {row.unit && ` · ${row.unit}`}
              </span>
            </>
          ),
        },
        {
          id: 'seen',
          header: t('missing.lastSeen'),
          cell: (row) =>
            row.state === 'poster-only' ? (
              <BackByPoster locale={locale} row={row} mayConfirm={mayConfirm} />
            ) : row.lastAt === null ? (
              <Tag>{t('missing.notStarted')}</Tag>
            ) : (
              <>
                {nameOf(places, row.lastPlace)}
                <span className="tabular block text-sm text-soft">
                  {formatInstant(locale, new Date(row.lastAt))}
                </span>
              </>
            ),
        },
        ...(contacts
          ? [
              {
                id: 'phone',
                header: t('missing.phone'),
                cell: (row: Missing | MissingContact) =>
                  isContact(row) && row.phone ? <Phone number={row.phone} /> : '–',
              },
              {
                id: 'emergency',
                header: t('missing.emergency'),
                cell: (row: Missing | MissingContact) =>
                  isContact(row) && row.emergencyPhone ? (
                    <>
                      {row.emergencyName}
                      <Phone number={row.emergencyPhone} />
                    </>
                  ) : (
                    '–'
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

interface BackByPosterProps {
  locale: Locale
  row: Missing
  mayConfirm: boolean
}

/** At the finish as its poster says: one tap of whoever has seen the walker takes them off the list. */
function BackByPoster({ locale, row, mayConfirm }: BackByPosterProps) {
  const { t } = useTranslation('board')
  return (
    <>
      <Tag tone="attention">{t('missing.posterOnly')}</Tag>
      <span className="tabular block text-sm text-soft">
        {row.finishedAt !== null && formatInstant(locale, new Date(row.finishedAt))}
      </span>
      {mayConfirm && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="walker" value={row.walkerId} />
          <Button
            variant="secondary"
            name="intent"
            value="back"
            aria-label={t('missing.confirmOf', { bib: row.bib ?? '–' })}
          >
            {t('missing.confirm')}
          </Button>
        </Form>
      )}
    </>
  )
}

const Phone = ({ number }: { number: string }) => (
  <a
    className="link tabular flex min-h-11 items-center whitespace-nowrap"
    href={`tel:${number.replace(/[^+\d]/g, '')}`}
  >
    {number}
  </a>
)

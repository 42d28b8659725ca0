import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { ListedPass } from './list-passes.server'
import { type PassState, passState } from './pass'

export interface PassListProps {
  locale: Locale
  passes: readonly ListedPass[]
  /** In Asia/Shanghai. */
  today: string
  campaign: string
  /** Where the forms that take one back go. */
  action: string
  mayChange: boolean
}

const tones: Record<PassState, TagTone> = {
  today: 'done',
  coming: 'pending',
  over: 'neutral',
  revoked: 'refused',
}

/** A campaign's passes, each with where it stands today and whether it is used. */
export function PassList({ locale, passes, today, campaign, action, mayChange }: PassListProps) {
  const { t } = useTranslation('passes')
  if (passes.length === 0) return <EmptyState title={t('empty')}>{mayChange && t('emptyHint')}</EmptyState>
  const use = ({ phones, lastUsedAt }: ListedPass) =>
    phones === 0
      ? [t('unused')]
      : [t('phones', { count: phones }), lastUsedAt && t('last', { time: formatInstant(locale, lastUsedAt) })]
  return (
    <Table
      caption={t('list')}
      captionHidden
      rows={passes}
      rowKey={(p) => p.id}
      columns={[
        {
          id: 'where',
          header: t('where'),
          rowHeader: true,
          cell: (p) => (
            <>
              <span className="[overflow-wrap:anywhere]">{p.place}</span>
              <span className="block text-sm font-normal text-soft [overflow-wrap:anywhere]">
                {t(`role.${p.role}`, { ns: 'people' })} · {p.label}
              </span>
              <span className="block text-sm font-normal text-soft sm:hidden">{use(p).join(' · ')}</span>
              {p.createdByName && (
                <span className="block text-sm font-normal text-soft max-sm:hidden">
                  {t('by', { name: p.createdByName })}
                </span>
              )}
            </>
          ),
        },
        {
          id: 'when',
          header: t('when'),
          noWrap: true,
          cell: (p) => (
            <>
              {formatDay(locale, p.validOn)}
              <span className="mt-1 block">
                <Tag tone={tones[passState(p, today)]}>{t(`stateWord.${passState(p, today)}`)}</Tag>
              </span>
            </>
          ),
        },
        {
          id: 'used',
          header: t('used'),
          wideOnly: true,
          cell: (p) =>
            use(p).map((line) => (
              <span key={line} className="block text-sm">
                {line}
              </span>
            )),
        },
        {
          id: 'do',
          header: t('revoke'),
          align: 'end',
          cell: (p) =>
            mayChange &&
            ['today', 'coming'].includes(passState(p, today)) && (
              <Form method="post" action={action} reloadDocument>
                <input type="hidden" name="campaign" value={campaign} />
                <input type="hidden" name="id" value={p.id} />
                <Button
                  name="intent"
                  value="revoke"
                  variant="secondary"
                  aria-label={t('revokeOf', { place: p.place, label: p.label })}
                >
                  {t('revoke')}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

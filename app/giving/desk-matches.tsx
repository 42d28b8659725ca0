import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { MatchingAnswer } from './answer-matching-form.server'
import type { ListedMatch } from './list-matches.server'

interface Props {
  locale: Locale
  matches: ListedMatch[]
}
const toGift = (locale: Locale, id: string) => pathIn(locale, `/desk/gifts/${id}`)

/** What looked suspicious, each with why and its two ways. */
export function HeldMatches({
  locale,
  matches,
  may,
  answer,
}: Props & { may: boolean; answer?: MatchingAnswer }) {
  const { t } = useTranslation('matching')
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <Panel id="held" title={t('held.title')}>
      <p className="text-soft">{t('held.lead')}</p>
      <ul className="mt-3 divide-y divide-line">
        {matches.map((match) => {
          const ours = refused?.at === match.giftId ? refused : null
          return (
            <li key={match.giftId} className="space-y-2 py-4">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold">{t(`why.${match.reason as 'own-gift'}`)}</span>
                <Money fen={match.nowFen} className="font-bold" />
              </p>
              <p className="flex flex-wrap gap-x-4 text-soft">
                <span>{formatInstant(locale, match.confirmedAt)}</span>
                <span>
                  {t('list.given')} <Money fen={match.giftFen} />
                </span>
                {match.alike.length > 0 && <span>{t('held.alike', { count: match.alike.length })}</span>}
              </p>
              <p className="flex flex-wrap gap-x-4">
                {[match.giftId, ...match.alike].slice(0, 4).map((id) => (
                  <Link key={id} className="link inline-flex min-h-11 items-center" to={toGift(locale, id)}>
                    {t('list.open')} <code className="ms-1 text-sm">{id.slice(0, 8)}</code>
                  </Link>
                ))}
              </p>
              {may && (
                <Form method="post" className="space-y-3">
                  <input type="hidden" name="gift" value={match.giftId} />
                  <TextField
                    name="note"
                    id={`note-${match.giftId}`}
                    label={t('held.note')}
                    hint={t('held.noteHint')}
                    defaultValue={ours?.note ?? ''}
                    error={ours ? t(`refusal.${ours.refused}`) : undefined}
                    autoComplete="off"
                  />
                  <p className="flex flex-wrap gap-3">
                    <Button name="intent" value="release">
                      {t('held.release')}
                    </Button>
                    <Button name="intent" value="refuse" variant="secondary">
                      {t('held.refuse')}
                    </Button>
                  </p>
                </Form>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** All matches of a campaign, the newest first. */
export function MatchTable({ locale, matches }: Props) {
  const { t } = useTranslation('matching')
  const stateOf = (m: ListedMatch) => (m.state === 'matched' && m.nowFen === 0n ? 'back' : m.state)
  return (
    <Table
      caption={t('list.title')}
      captionHidden
      rows={matches}
      rowKey={(m) => m.giftId}
      emptyText={t('list.empty')}
      columns={[
        {
          id: 'gift',
          header: t('list.gift'),
          rowHeader: true,
          cell: (m) => (
            <Link className="link inline-flex min-h-11 items-center" to={toGift(locale, m.giftId)}>
              {formatInstant(locale, m.confirmedAt)}
            </Link>
          ),
        },
        { id: 'given', header: t('list.given'), align: 'end', cell: (m) => <Money fen={m.giftFen} /> },
        {
          id: 'back',
          header: t('list.back'),
          align: 'end',
          wideOnly: true,
          cell: (m) => (m.backFen > 0n ? <Money fen={m.backFen} /> : '—'),
        },
        {
          id: 'matched',
          header: t('list.matched'),
          align: 'end',
          cell: (m) => <Money fen={m.state === 'matched' ? m.nowFen : 0n} className="font-semibold" />,
        },
        {
          id: 'state',
          header: t('list.state'),
          noWrap: true,
          cell: (m) => (
            <Tag
              tone={
                m.state === 'held' ? 'attention' : m.state === 'matched' && m.nowFen > 0n ? 'done' : 'neutral'
              }
            >
              {t(`state.${stateOf(m)}`)}
            </Tag>
          ),
        },
      ]}
    />
  )
}

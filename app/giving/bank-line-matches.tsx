import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import { pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { BankLinePageProps } from './bank-line-page'
import { suggestionReasons } from './pledge-index'

/** What a line was matched to, by whom and why; a match can be taken back with a word. */
export function BankLineMatches({
  locale,
  matches,
  mayChange,
  answer,
}: Pick<BankLinePageProps, 'locale' | 'matches' | 'mayChange' | 'answer'>) {
  const { t } = useTranslation('bank')
  const refused = answer && 'refused' in answer ? answer : null
  const reasonOf = (reason: string) => suggestionReasons.find((one) => one === reason) ?? 'by-hand'
  return (
    <Panel id="matches" title={t('match.matches')} tone="plain">
      {matches.length === 0 && <p className="text-soft">{t('match.noMatches')}</p>}
      <ul className="divide-y divide-line">
        {matches.map((match) => (
          <li key={match.id} className="space-y-1 py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                {match.kind === 'payout' || match.kind === 'deposit'
                  ? t(`match.${match.kind}`)
                  : match.kind === 'sponsor'
                    ? t('match.ofSponsor', { name: match.donorName })
                    : match.donorName || t('lines.unnamed')}{' '}
                · {t(`reason.${reasonOf(match.reason)}`)} {match.automatic && <Tag>{t('match.auto')}</Tag>}
              </span>
              <Money
                fen={match.amountFen}
                className={match.undoneAt ? 'text-soft line-through' : 'font-semibold'}
              />
            </p>
            <p className="text-sm text-soft">
              {t('match.by', { who: match.matchedBy, at: formatInstant(locale, match.matchedAt) })}
              {match.undoneAt && ` · ${t('match.undone', { note: match.undoNote })}`}
            </p>
            {match.giftId && (
              <Link
                className="link inline-flex min-h-11 items-center"
                to={pathIn(locale, `/desk/gifts/${match.giftId}`)}
              >
                {t('match.toGift')}
              </Link>
            )}
            {mayChange && !match.undoneAt && match.kind !== 'payout' && (
              <Disclosure summary={t('match.undo')} open={refused?.at === match.id}>
                <Form method="post" className="space-y-3">
                  <input type="hidden" name="match" value={match.id} />
                  <TextField
                    name="note"
                    id={`note-${match.id}`}
                    label={t('match.undoNote')}
                    hint={t('match.undoHint')}
                    autoComplete="off"
                    defaultValue={refused?.at === match.id ? refused.form.note : ''}
                    error={
                      refused?.at === match.id && refused.refused === 'note-needed'
                        ? t('match.refused.note-needed')
                        : undefined
                    }
                  />
                  <Button name="intent" value="take-back" variant="secondary">
                    {t('match.undo')}
                  </Button>
                </Form>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

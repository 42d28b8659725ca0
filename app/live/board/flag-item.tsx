import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatClock, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { classes } from '~/ui/classes'
import { Tag } from '~/ui/tag'
import { spellCard } from '~/walks/card-id'
import type { Flag } from '~/walks/flag'
import { clockOffMinutes } from '~/walks/stamp-rules'

interface FlagItemProps {
  locale: Locale
  flag: Flag
  /** Of places and levels by key. */
  names: Record<string, string>
  mayDecide: boolean
}

/** Something unlikely in plain words, the card's whole line of stamps, and what a person says to it. */
export function FlagItem({ locale, flag, names, mayDecide }: FlagItemProps) {
  const { t } = useTranslation('board')
  const { card, place, reason, decision } = flag
  const who =
    flag.bib === null
      ? t('flags.visitor')
      : t('flags.walker', { bib: flag.bib, level: names[flag.level ?? ''] ?? flag.level })
  return (
    <li className="rounded-paper border border-line bg-raised p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="font-serif text-lg font-bold">
          {t(`flags.reason.${reason}.title`)} · {names[place] ?? place}
        </h2>
        {decision && (
          <Tag tone={decision === 'fine' ? 'done' : 'refused'}>{t(`flags.decision.${decision}`)}</Tag>
        )}
      </div>
      <p className="max-w-prose">{t(`flags.reason.${reason}.means`, { minutes: clockOffMinutes })}</p>
      <p className="text-sm text-soft">
        {who} · <span className="tabular [overflow-wrap:anywhere]">{spellCard(card)}</span> ·{' '}
        {t('flags.raised', { time: formatInstant(locale, new Date(flag.raisedAt)) })}
        {decision && flag.decidedBy && ` · ${t('flags.decidedBy', { name: flag.decidedBy })}`}
      </p>
      <ol aria-label={t('flags.line')} className="my-3 flex flex-wrap gap-2">
        {flag.line.map((stamp) => (
          <li
            key={stamp.place}
            aria-current={stamp.place === place ? 'true' : undefined}
            className={classes(
              'rounded-paper border px-3 py-1.5 text-sm',
              stamp.place === place ? 'border-2 border-kapok bg-kapok-tint' : 'border-edge',
            )}
          >
            <span className={classes('block font-semibold', stamp.voided && 'line-through')}>
              {names[stamp.place] ?? stamp.place}
            </span>
            <span className="tabular block">{formatClock(new Date(stamp.at))}</span>
            <span className="block text-soft">
              {stamp.voided ? t('flags.voided') : t(`flags.trust.${stamp.trust}`)}
            </span>
          </li>
        ))}
      </ol>
      {mayDecide && (
        <Form method="post" className="flex flex-wrap gap-2" preventScrollReset>
          {Object.entries({ card, place, reason, seen: decision ?? '' }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {decision === null ? (
            <>
              <Button variant="secondary" name="intent" value="fine">
                {t('flags.fine')}
              </Button>
              <Button variant="secondary" name="intent" value="void">
                {t('flags.void')}
              </Button>
            </>
          ) : (
            <Button variant="quiet" name="intent" value="waiting">
              {t('flags.takeBack')}
            </Button>
          )}
        </Form>
      )}
    </li>
  )
}

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { yuanText } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { SponsorAnswer } from './answer-sponsor-form.server'
import { SponsorTag } from './desk-sponsors'
import type { SponsorFile } from './list-sponsors.server'
import type { Sponsor } from './sponsor'

interface Props {
  locale: Locale
  sponsor: Sponsor
  file: SponsorFile
  may: boolean
  /** A second person has been asked and has not decided. */
  waits: boolean
  answer?: SponsorAnswer
}

/** Where a sponsor stands, and the step that two people take next. */
export function SponsorSteps({ sponsor, may, waits }: Props) {
  const { t } = useTranslation('sponsoring')
  const { cashFen, goodsFen, arrivedFen } = sponsor
  return (
    <Panel id="state" title={<SponsorTag sponsor={sponsor} />}>
      <DefinitionList
        items={[
          { term: t('one.worth'), detail: <Money fen={cashFen + goodsFen} className="font-bold" /> },
          { term: t('one.arrived'), detail: <Money fen={arrivedFen} /> },
          { term: t('one.left'), detail: <Money fen={cashFen - arrivedFen} /> },
        ]}
      />
      {waits && <p className="mt-3 font-semibold">{t('one.waits')}</p>}
      {sponsor.state === 'agreed' && <p className="mt-3 text-soft">{t('one.agreed')}</p>}
      {may && !waits && sponsor.state === 'draft' && (
        <Form method="post" className="mt-3 space-y-2">
          <p className="text-soft">{t('one.askLead')}</p>
          <Button name="intent" value="agree">
            {t('one.ask')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

/** Cash that came; and, by two people, what no bank line shows. */
export function SponsorArrivals({ locale, sponsor, file, may, waits, answer }: Props) {
  const { t } = useTranslation('sponsoring')
  if (sponsor.state !== 'agreed' || sponsor.cashFen === 0n) return null
  const ours = answer && 'refused' in answer && answer.at === 'cash' ? answer : null
  const left = sponsor.cashFen - sponsor.arrivedFen
  return (
    <Panel id="arrivals" title={t('one.arrivals')} tone="plain">
      {file.arrivals.length === 0 && <p className="text-soft">{t('one.noArrivals')}</p>}
      <ul className="divide-y divide-line">
        {file.arrivals.map((arrival) => (
          <li key={arrival.id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span>
              {t('one.arrivedOn', { day: formatDay(locale, arrival.arrivedOn) })} ·{' '}
              {t(arrival.bankLineId ? 'one.byBank' : 'one.byTwo')}
              {arrival.takenBackAt && ` · ${t('one.takenBack')}`}
            </span>
            <Money
              fen={arrival.amountFen}
              className={arrival.takenBackAt ? 'text-soft line-through' : 'font-semibold'}
            />
          </li>
        ))}
      </ul>
      {may && !waits && left > 0n && (
        <Disclosure summary={t('one.cash')} open={ours ? true : undefined}>
          <Form method="post" className="space-y-3">
            <p className="text-soft">{t('one.cashHint')}</p>
            <TextField
              name="amount"
              label={t('one.amount')}
              inputMode="decimal"
              autoComplete="off"
              defaultValue={ours?.form.amount ?? yuanText(left)}
              error={
                ours && ours.refused !== 'day-wrong' && ours.refused !== 'already-proposed'
                  ? t(`refusal.${ours.refused}`)
                  : undefined
              }
            />
            <TextField
              name="arrivedOn"
              type="date"
              label={t('one.day')}
              defaultValue={ours?.form.arrivedOn ?? ''}
              error={ours?.refused === 'day-wrong' ? t('refusal.day-wrong') : undefined}
            />
            <Button name="intent" value="cash" variant="secondary">
              {t('one.cashSend')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </Panel>
  )
}

/** The logo as it is shown, the agreement for the desk alone. */
export function SponsorFilesPanel({
  here,
  logo,
  file,
  may,
  answer,
}: Pick<Props, 'file' | 'may' | 'answer'> & { here: string; logo: string | null }) {
  const { t } = useTranslation('sponsoring')
  const ours = answer && 'refused' in answer && answer.at === 'files' ? answer.refused : null
  const ofLogo = ours === 'logo-wrong' || ours === 'logo-gone'
  return (
    <Panel id="files" title={t('one.files')} tone="plain">
      {logo && (
        <img
          className="h-24 w-48 rounded-paper border border-line bg-raised object-contain p-2"
          src={logo}
          alt={t('one.logo')}
        />
      )}
      {file.agreement && (
        <p>
          <a className="link inline-flex min-h-11 items-center" href={`${here}/agreement`} download>
            {t('one.open', { name: file.agreement.name })}
          </a>
        </p>
      )}
      {may && (
        <Form method="post" encType="multipart/form-data" className="mt-2 space-y-3">
          <p className="text-soft">{t('one.filesLead')}</p>
          <TextField
            name="logo"
            type="file"
            accept="image/*"
            label={t('one.logo')}
            optionalText={t('form.optional')}
            error={ofLogo ? t(`refusal.${ours}`) : undefined}
            className="py-2.5"
          />
          <TextField
            name="agreement"
            type="file"
            accept=".pdf,.jpg,.jpeg,.png"
            label={t('one.agreement')}
            optionalText={t('form.optional')}
            error={ours && !ofLogo ? t(`refusal.${ours}`) : undefined}
            className="py-2.5"
          />
          <Button name="intent" value="files" variant="secondary">
            {t('one.upload')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { QrFigure } from '~/ui/qr-figure'
import type { QrDrawing } from '~/ui/qr-path'
import { TextField } from '~/ui/text-field'
import { CancelForm } from './cancel-form'
import { CertificateName } from './certificate-name'
import type { PartyWalker } from './find-party.server'
import type { OfferedLevel } from './find-registration.server'
import { WalkerStateTag } from './walker-state-tag'

interface TicketProps {
  locale: Locale
  walker: PartyWalker & { spelt: string; qr: QrDrawing | null }
  levels: readonly OfferedLevel[]
  campaign: string
  /** Not on the day any more. */
  mayChange: boolean
  /** What was typed into this walker's form, and why it was not taken. */
  refused?: {
    intent: string
    reason: string
    faults: readonly string[]
    typed: Pick<PartyWalker, 'name' | 'level' | 'emergencyName' | 'emergencyPhone' | 'certificateName'>
  }
}

/** One walker's ticket: number, name, level, code; below it, what can be changed. Each prints on a page of its own. */
export function Ticket({ locale, walker, levels, campaign, mayChange, refused }: TicketProps) {
  const { t } = useTranslation('registration')
  const nameOf = (level: OfferedLevel) => inLocale(locale, { zh: level.nameZh, en: level.nameEn })
  const level = levels.find(({ key }) => key === walker.level)
  const changing = refused?.intent === 'change' ? refused : undefined
  const typed = changing?.typed ?? walker
  const id = (field: string) => `${field}-${walker.id}`
  const wrong = (field: 'name' | 'emergencyName' | 'emergencyPhone') => {
    if (!changing?.faults.includes(field)) return undefined
    return field === 'emergencyPhone' ? t('fault.emergencyPhone.not-a-phone') : t('fault.name.missing')
  }
  const levelFault = () => {
    if (changing?.reason === 'level-full') return t('party.levelFull')
    if (changing?.reason === 'too-late') return t('party.tooLate')
    return changing?.reason === 'level-unknown' ? t('fault.level.unknown') : undefined
  }
  const gone = walker.state === 'cancelled'
  return (
    <article
      aria-labelledby={id('walker')}
      className="ticket rounded-paper border border-line bg-raised p-4 sm:p-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="ticket-campaign font-serif text-lg">{campaign}</p>
          <h2 id={id('walker')} className="font-serif text-2xl font-bold [overflow-wrap:anywhere]">
            {walker.name}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-2">
            <WalkerStateTag state={walker.state} />
            {level && <span>{nameOf(level)}</span>}
          </p>
          {walker.bib !== null && !gone && (
            <p className="mt-3">
              <span className="block text-sm text-soft">{t('party.bib')}</span>
              <span className="tabular font-serif text-5xl leading-none font-bold">{walker.bib}</span>
            </p>
          )}
          {walker.qr && (
            <p className="mt-3 text-sm">
              <span className="text-soft">{t('party.card')}</span>{' '}
              <code className="whitespace-nowrap">{walker.spelt}</code>
            </p>
          )}
        </div>
        {walker.qr && <QrFigure qr={walker.qr} title={t('party.qr', { name: walker.name })} size={180} />}
      </div>
      {walker.qr && (
        <p className="no-print mt-2">
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, `/t/${walker.card.toLowerCase()}`)}
          >
            {t('party.openCard')}
          </a>
        </p>
      )}
      {walker.state === 'registered' && (
        <div className="no-print mt-3">
          <CertificateName
            walkerId={walker.id}
            name={walker.certificateName}
            refused={
              refused?.intent === 'certificate-name' ? { name: refused.typed.certificateName } : undefined
            }
          />
        </div>
      )}
      {!gone && mayChange && (
        <div className="no-print mt-3">
          <Disclosure summary={t('party.change')} open={changing !== undefined}>
            <Form method="post" action="." className="space-y-4" noValidate reloadDocument>
              <input type="hidden" name="intent" value="change" />
              <input type="hidden" name="walker" value={walker.id} />
              <TextField
                name="name"
                id={id('name')}
                label={t('form.name')}
                defaultValue={typed.name}
                error={wrong('name')}
              />
              <SelectField
                name="level"
                id={id('level')}
                label={t('form.level')}
                defaultValue={typed.level}
                error={levelFault()}
                options={levels.map((one) => ({ value: one.key, label: nameOf(one) }))}
              />
              <TextField
                name="emergencyName"
                id={id('emergencyName')}
                label={t('form.emergencyName')}
                defaultValue={typed.emergencyName}
                error={wrong('emergencyName')}
              />
              <TextField
                name="emergencyPhone"
                id={id('emergencyPhone')}
                type="tel"
                label={t('form.emergencyPhone')}
                defaultValue={typed.emergencyPhone}
                error={wrong('emergencyPhone')}
              />
              <Button variant="secondary">{t('party.save')}</Button>
            </Form>
          </Disclosure>
          <Disclosure summary={t('party.cancelOne')} open={refused?.intent === 'cancel'}>
            <CancelForm
              intent="cancel"
              walker={walker.id}
              label={t('party.cancelOne')}
              error={refused?.intent === 'cancel' ? t('party.notSure') : undefined}
            />
          </Disclosure>
        </div>
      )}
    </article>
  )
}

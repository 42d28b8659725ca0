import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { Certificate } from './certificate'
import type { CertificateRefusal } from './issue-certificate.server'

export interface CertificatePanelProps {
  locale: Locale
  /** The card's own page. */
  here: string
  certificate: Certificate | null
  /** A level is complete and the card came back. */
  ready: boolean
  refused?: { name: string; reason: CertificateRefusal }
}

/** Where a walker asks for the certificate, says what name it carries, and takes it along. */
export function CertificatePanel({ locale, here, certificate, ready, refused }: CertificatePanelProps) {
  const { t } = useTranslation('walks')
  return (
    <Panel id="certificate" title={t('certificate.title')}>
      {!ready && !certificate && <p className="text-soft">{t('certificate.notYet')}</p>}
      {certificate && (
        <>
          <p className="tabular">
            {t('certificate.number')} {certificate.number}
          </p>
          <p className="my-4 flex flex-wrap gap-3">
            <LinkButton to={`${here}/certificate.png`} size="large" className="max-sm:w-full" reloadDocument>
              {t('certificate.picture')}
            </LinkButton>
            <LinkButton
              to={`${here}/certificate.pdf`}
              size="large"
              variant="secondary"
              className="max-sm:w-full"
              reloadDocument
            >
              {t('certificate.pdf')}
            </LinkButton>
            <LinkButton
              to={pathIn(locale, `/check/walk/${certificate.number}/${certificate.code}`)}
              size="large"
              variant="quiet"
              className="max-sm:w-full"
            >
              {t('certificate.check')}
            </LinkButton>
          </p>
        </>
      )}
      {(ready || certificate || refused) && (
        <Form method="post" action={`${here}?index`} className="space-y-4" reloadDocument noValidate>
          {!certificate && ready && <p>{t('certificate.ready')}</p>}
          {refused && refused.reason !== 'name-too-long' && (
            <Notice kind="attention" live>
              {t('certificate.refused')}
            </Notice>
          )}
          <TextField
            name="name"
            label={t('certificate.name')}
            hint={t('certificate.nameHint')}
            defaultValue={refused?.name ?? certificate?.name}
            error={refused?.reason === 'name-too-long' ? t('certificate.tooLong') : undefined}
            autoComplete="name"
          />
          <Button variant={certificate ? 'secondary' : 'primary'} size="large">
            {certificate ? t('certificate.again') : t('certificate.get')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { TextField } from '~/ui/text-field'

export interface CertificateNameProps {
  walkerId: string
  name: string
  /** What was typed and is too long. */
  refused?: { name: string }
}

/** On the party's own page: what name a walker's certificate carries. */
export function CertificateName({ walkerId, name, refused }: CertificateNameProps) {
  const { t } = useTranslation('walks')
  return (
    <Disclosure summary={t('certificate.name')} open={refused !== undefined}>
      <Form method="post" action="." className="space-y-4" noValidate reloadDocument>
        <input type="hidden" name="intent" value="certificate-name" />
        <input type="hidden" name="walker" value={walkerId} />
        <TextField
          name="certificateName"
          id={`certificateName-${walkerId}`}
          label={t('certificate.name')}
          hint={t('certificate.nameHint')}
          defaultValue={refused?.name ?? name}
          error={refused ? t('certificate.tooLong') : undefined}
        />
        <Button variant="secondary">{t('certificate.again')}</Button>
      </Form>
    </Disclosure>
  )
}

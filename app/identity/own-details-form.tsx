import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'

/** One's own name and the language that mails come in. A full load: the page may be in another language afterwards. */
export function OwnDetailsForm({
  name,
  locale,
  refused,
}: {
  name: string
  locale: string
  refused?: { name: string; locale: string; reason: string }
}) {
  const { t } = useTranslation('account')
  return (
    <Panel id="details" title={t('details.title')}>
      <Form method="post" reloadDocument className="max-w-md space-y-5">
        <TextField
          name="name"
          label={t('details.name')}
          hint={t('details.nameHint')}
          defaultValue={refused?.name ?? name}
          error={refused?.reason === 'invalid-name' ? t('details.wrongName') : undefined}
          autoComplete="name"
          maxLength={80}
        />
        <SelectField
          name="locale"
          label={t('details.locale')}
          hint={t('details.localeHint')}
          options={[
            { value: 'zh-CN', label: t('details.zh') },
            { value: 'en', label: t('details.en') },
          ]}
          defaultValue={refused?.locale ?? locale}
          error={refused?.reason === 'invalid-locale' ? t('details.wrongLocale') : undefined}
        />
        <Button variant="secondary" name="intent" value="details">
          {t('details.save')}
        </Button>
      </Form>
    </Panel>
  )
}

import { Form } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { type Picture, picturePath } from '~/platform/pictures/picture'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { ErrorSummary } from '~/ui/error-summary'
import { LinkButton } from '~/ui/link-button'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { mostCoverageText } from './coverage'
import {
  type CoverageErrors,
  type CoverageFields,
  type CoverageFormError,
  type PictureSlot,
  pictureSlots,
} from './coverage-form'

export interface CoverageFormProps {
  locale: Locale
  here: string
  fields: CoverageFields
  errors: CoverageErrors
  /** What is wrong with all of it. */
  formError: CoverageFormError | null
  /** The stored pictures that the fields name, by id. */
  pictures: Record<string, Picture>
}

const langOf = { zh: 'zh-CN', en: 'en' } as const
/** Asks phones for JPEG where they would send their own format. */
const accepted = 'image/jpeg,image/png,image/webp,image/avif'

/** For a phone held in one hand: what happens, a picture, send. Everything else opens on demand. */
export function CoverageForm({ locale, here, fields, errors, formError, pictures }: CoverageFormProps) {
  const { t } = useTranslation('coverage')
  const [sending, setSending] = useSending()
  const editing = fields.version !== ''
  // Whoever works in English writes English first.
  const [first, second] = locale === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
  const say = (field: string) => errors[field] && t(`error.${errors[field]}`)
  const wrong: { fieldId?: string; message: string }[] = Object.keys(errors).map((field) => ({
    fieldId: field === 'text' ? first : field,
    message: say(field)!,
  }))
  if (formError && formError !== 'not-allowed') wrong.push({ message: t(`error.${formError}`) })
  const usedSlots = pictureSlots.filter(
    (n) => fields.kept[n] || fields.alt[n] || say(`picture-${n}`) || say(`alt-${n}`),
  )
  const box = { optionalText: t('form.optional'), rows: 3, maxLength: mostCoverageText }
  const remainingText = (left: number) =>
    left < 0 ? t('form.over', { n: -left }) : t('form.left', { n: left })
  const slot = (n: PictureSlot) => (
    <PictureField
      key={n}
      n={n}
      kept={pictures[fields.kept[n]!]}
      seal={fields.seals[n]!}
      alt={fields.alt[n]!}
      wrong={say(`picture-${n}`)}
      altWrong={say(`alt-${n}`)}
    />
  )
  return (
    <Form
      method="post"
      action={here}
      encType="multipart/form-data"
      reloadDocument
      noValidate
      className="space-y-5"
      onSubmit={() => setSending(true)}
    >
      <ErrorSummary title={t('form.errors')} errors={wrong} />
      <input type="hidden" name="intent" value={editing ? 'edit' : 'post'} />
      <input type="hidden" name="postId" value={fields.postId} />
      <input type="hidden" name="version" value={fields.version} />
      <TextArea
        name={first}
        lang={langOf[first]}
        label={t(`form.what.${first}`)}
        hint={t('form.textHint')}
        error={say(first) ?? say('text')}
        defaultValue={fields[first]}
        {...{ ...box, optionalText: undefined, rows: 4, remainingText }}
      />
      {slot(0)}
      <Disclosure summary={t('form.more')} open={usedSlots.some((n) => n > 0)}>
        <div className="space-y-5">{pictureSlots.slice(1).map(slot)}</div>
      </Disclosure>
      <Disclosure
        summary={t(`form.also.${second}`)}
        open={!!(fields[second] || fields.videoUrl || say(second) || say('video'))}
      >
        <div className="space-y-5">
          <TextArea
            name={second}
            lang={langOf[second]}
            label={t(`form.what.${second}`)}
            error={say(second)}
            defaultValue={fields[second]}
            {...{ ...box, remainingText }}
          />
          <TextField
            name="video"
            type="url"
            inputMode="url"
            autoComplete="off"
            label={t('form.video')}
            hint={t('form.videoHint')}
            optionalText={t('form.optional')}
            error={say('video')}
            defaultValue={fields.videoUrl}
          />
        </div>
      </Disclosure>
      <div className="flex flex-wrap gap-3">
        <Button size="large" wide={!editing} pending={sending} pendingLabel={t('form.sending')}>
          {editing ? t('form.save') : t('form.post')}
        </Button>
        {editing && (
          <LinkButton variant="secondary" size="large" to={here}>
            {t('form.cancel')}
          </LinkButton>
        )}
      </div>
    </Form>
  )
}

interface PictureFieldProps {
  n: PictureSlot
  kept: Picture | undefined
  seal: string
  alt: string
  wrong: string | undefined
  altWrong: string | undefined
}

/** The first place opens the camera, the others the album; a picture that has arrived already stays and is shown. */
function PictureField({ n, kept, seal, alt, wrong, altWrong }: PictureFieldProps) {
  const { t } = useTranslation('coverage')
  const label = n === 0 ? t('form.take') : t('form.choose', { n: n + 1 })
  return (
    <fieldset className="space-y-3">
      <legend className="sr-only">{t('form.choose', { n: n + 1 })}</legend>
      {kept && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <img
            className="size-24 rounded-paper bg-sunk object-cover"
            src={picturePath(kept)}
            alt={alt || t('form.kept')}
          />
          <input type="hidden" name={`kept-${n}`} value={kept.id} />
          <input type="hidden" name={`seal-${n}`} value={seal} />
          <CheckboxField name={`drop-${n}`} value="yes" label={t('form.drop')} />
        </div>
      )}
      <TextField
        name={`picture-${n}`}
        type="file"
        accept={accepted}
        capture={n === 0 ? 'environment' : undefined}
        label={kept ? t('form.replace') : label}
        optionalText={t('form.optional')}
        hint={n === 0 ? t('form.pictureHint') : undefined}
        error={wrong}
        className="py-2.5"
      />
      <TextField
        name={`alt-${n}`}
        label={t('form.alt')}
        hint={n === 0 ? t('form.altHint') : undefined}
        error={altWrong}
        defaultValue={alt}
      />
    </fieldset>
  )
}

/** True from sending until the page is left, or come back to. */
function useSending() {
  const [sending, setSending] = useState(false)
  useEffect(() => {
    const back = () => setSending(false)
    window.addEventListener('pageshow', back)
    return () => window.removeEventListener('pageshow', back)
  }, [])
  return [sending, setSending] as const
}

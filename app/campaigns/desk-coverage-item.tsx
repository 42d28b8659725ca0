import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { picturePath } from '~/platform/pictures/picture'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { DeskPost } from './coverage'
import { CoverageText } from './coverage-text'

export interface DeskCoverageItemProps {
  locale: Locale
  here: string
  post: DeskPost
  mayChange: boolean
  /** What is wrong with a withdrawal that was just tried, and what was typed. */
  refused: { field: 'sure' | 'note'; error: string; note: string } | null
}

/** A post with what can be done to it; a withdrawn one keeps its text here, and nothing else. */
export function DeskCoverageItem({ locale, here, post, mayChange, refused }: DeskCoverageItemProps) {
  const { t } = useTranslation('coverage')
  const shown = post.state === 'shown'
  const say = (field: 'sure' | 'note') =>
    refused?.field === field ? t(`error.${refused.error}` as 'error.not-sure') : undefined
  return (
    <li id={`post-${post.seq}`} className="space-y-3 rounded-paper border border-line bg-raised p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        <Tag tone={shown ? 'done' : 'refused'}>{shown ? t('list.shown') : t('list.withdrawn')}</Tag>
        {t('list.by', { name: post.author, time: formatInstant(locale, new Date(post.postedAt)) })}
        {post.editedAt && <span>{t('list.edited')}</span>}
      </p>
      <CoverageText locale={locale} zh={post.zh} en={post.en} />
      {post.pictures.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {post.pictures.map(({ picture, alt }) => (
            <li key={picture.id}>
              <img className="size-24 rounded-paper object-cover" src={picturePath(picture)} alt={alt} />
            </li>
          ))}
        </ul>
      )}
      {!shown && post.pictureCount > 0 && (
        <p className="text-sm text-soft">
          {t('list.gone', { count: post.pictureCount, n: post.pictureCount })}
        </p>
      )}
      {post.video && (
        <p>
          <a className="link inline-flex min-h-11 items-center" href={post.video.url} rel="noreferrer">
            {t('list.video')}: {t(`provider.${post.video.provider}`)}
          </a>
        </p>
      )}
      {shown && mayChange && (
        <div>
          <Link
            className="link inline-flex min-h-11 items-center"
            to={`${here}?edit=${post.id}`}
            reloadDocument
          >
            {t('list.edit')}
          </Link>
          <Disclosure summary={t('list.withdraw')} open={refused !== null}>
            <Form method="post" action={here} reloadDocument noValidate className="space-y-3">
              <p>{t('list.withdrawLead')}</p>
              <input type="hidden" name="intent" value="withdraw" />
              <input type="hidden" name="postId" value={post.id} />
              <TextField
                name="note"
                id={`note-${post.seq}`}
                label={t('list.note')}
                optionalText={t('form.optional')}
                error={say('note')}
                defaultValue={refused?.note ?? ''}
              />
              <CheckboxField
                name="sure"
                id={`sure-${post.seq}`}
                value="yes"
                label={t('list.sure')}
                error={say('sure')}
              />
              <Button variant="danger">{t('list.withdraw')}</Button>
            </Form>
          </Disclosure>
        </div>
      )}
    </li>
  )
}

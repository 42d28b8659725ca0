import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Picture } from '~/platform/pictures/picture'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import type { DeskPost } from './coverage'
import type { CoverageErrors, CoverageFields, CoverageFormError } from './coverage-form'
import { CoverageForm } from './coverage-form-view'
import { DeskCoverageItem } from './desk-coverage-item'
import type { Views } from './views'
import { ViewsPanel } from './views-panel'

/** What the desk's page answers a form that was not taken. */
export interface CoverageAnswer {
  fields: CoverageFields | null
  errors: CoverageErrors
  formError: CoverageFormError | null
  pictures: Record<string, Picture>
  withdrawal: { postId: string; field: 'sure' | 'note'; error: string; note: string } | null
}
export const noAnswer: CoverageAnswer = {
  fields: null,
  errors: {},
  formError: null,
  pictures: {},
  withdrawal: null,
}

export interface DeskCoverageProps {
  locale: Locale
  slug: string
  /** The campaign's, and the page's. */
  name: string
  title: string
  /** A draft has no readers yet. */
  draft: boolean
  done: 'posted' | 'edited' | 'withdrawn' | null
  views: Views
  mayChange: boolean
  page: { posts: DeskPost[]; next: string | null }
  /** The newest are not on this page. */
  older: boolean
  fields: CoverageFields
  /** The stored pictures that the fields name, by id. */
  pictures: Record<string, Picture>
  refused: CoverageAnswer | undefined
}

/** Telling something from the field, and everything that was told. */
export function DeskCoverage(props: DeskCoverageProps) {
  const { locale, slug, name, title, draft, done, mayChange, page, older, refused, views } = props
  const { t } = useTranslation('coverage')
  const here = pathIn(locale, `/desk/campaigns/${slug}/coverage`)
  const fields = refused?.fields ?? props.fields
  const back = { to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }
  if (draft) {
    return (
      <div className="space-y-6">
        <DeskHeading title={title} back={back} />
        <EmptyState title={t('notPublic')} />
      </div>
    )
  }
  return (
    <div className="max-w-3xl space-y-6">
      <DeskHeading title={title} lead={mayChange && t('lead')} back={back} />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {mayChange && (
        <Panel id="form" title={fields.version === '' ? t('form.new') : t('form.edit')}>
          <CoverageForm
            key={fields.postId}
            locale={locale}
            here={here}
            fields={fields}
            errors={refused?.errors ?? {}}
            formError={refused?.formError ?? null}
            pictures={refused?.fields ? refused.pictures : props.pictures}
          />
        </Panel>
      )}
      <Panel
        id="posts"
        title={t('list.title')}
        tone="plain"
        aside={
          <a
            className="link inline-flex min-h-11 items-center"
            href={pathIn(locale, `/campaigns/${slug}/live`)}
          >
            {t('public')}
          </a>
        }
      >
        {page.posts.length === 0 && <EmptyState title={t('list.empty')}>{t('list.emptyHint')}</EmptyState>}
        <ol className="space-y-4">
          {page.posts.map((post) => (
            <DeskCoverageItem
              key={post.id}
              {...{ locale, here, post, mayChange }}
              refused={refused?.withdrawal?.postId === post.id ? refused.withdrawal : null}
            />
          ))}
        </ol>
        <Pager
          label={t('list.pages')}
          previous={older ? { to: here, label: t('list.newest') } : undefined}
          next={page.next ? { to: `${here}?before=${page.next}`, label: t('list.older') } : undefined}
        />
        {page.posts.length > 0 && <ExportLinks to={`${here}/export`} label={t('list.export')} />}
      </Panel>
      <ViewsPanel
        locale={locale}
        views={views}
        file={pathIn(locale, `/desk/campaigns/${slug}/views/export`)}
      />
    </div>
  )
}

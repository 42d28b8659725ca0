import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { formatSpan, type Project, projectStates, stateWords } from './project'

/** The public list in one language, narrowed by state and field; what names nothing narrows nothing. */
export function showProjects(locale: Locale, projects: readonly Project[], query: URLSearchParams) {
  const t = textsIn(locale, 'projects')
  const state = projectStates.find((one) => one === query.get('state')) ?? null
  const fieldOf = (p: Project) => inLocale(locale, { zh: p.fieldZh, en: p.fieldEn })
  const fields = [...new Map(projects.map((p) => [p.fieldZh, fieldOf(p)]))]
  const field = fields.find(([zh]) => zh === query.get('field'))?.[0] ?? null
  const rows = projects.filter(
    (p) => (state === null || p.state === state) && (field === null || p.fieldZh === field),
  )
  const used = projectStates.filter((one) => projects.some((p) => p.state === one))
  return {
    title: t('title'),
    lead: t('lead'),
    description: t('description'),
    state,
    field,
    states: used.map((value) => ({ value, label: inLocale(locale, stateWords[value]) })),
    fields: fields.map(([value, label]) => ({ value, label })),
    rows: rows.map((p) => ({
      key: p.key,
      name: inLocale(locale, { zh: p.nameZh, en: p.nameEn }),
      state: { is: p.state, say: inLocale(locale, stateWords[p.state]) },
      served: inLocale(locale, { zh: p.servedZh, en: p.servedEn }),
      field: fieldOf(p),
      period: formatSpan(locale, p),
    })),
    words: {
      ...{ state: t('filter.state'), field: t('filter.field'), all: t('filter.all'), find: t('filter.find') },
      ...{ count: t('count', { n: rows.length }), none: t('none'), noneHint: t('noneHint') },
      showAll: t('showAll'),
    },
  }
}
export type ProjectsView = ReturnType<typeof showProjects>

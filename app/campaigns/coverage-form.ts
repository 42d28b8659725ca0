import type { PictureRefusal } from '~/platform/pictures/picture'
import { type CoverageDraft, mostAltText, mostCoveragePictures, mostCoverageText } from './coverage'
import type { EditRefusal } from './edit-coverage.server'
import type { PostRefusal } from './post-coverage.server'
import { type VideoRefusal, videoOf } from './video'

/** The form's places for pictures. */
export const pictureSlots = [0, 1, 2, 3] as const
export type PictureSlot = (typeof pictureSlots)[number]

/** What stands in the form: typed texts, and for each place the picture that is stored already. */
export interface CoverageFields {
  postId: string
  version: string
  zh: string
  en: string
  videoUrl: string
  /** Of each place: the stored picture or ''. */
  kept: string[]
  /** Of each place: that its picture came with this very form (`pictureSeal`), or ''. */
  seals: string[]
  alt: string[]
}

export type CoverageError =
  | 'text-needed'
  | 'text-too-long'
  | 'alt-needed'
  | 'alt-too-long'
  | 'pictures-gone'
  | 'foreign-picture'
  | VideoRefusal
  | PictureRefusal
/** By the field's name: `zh`, `en`, `text` (either of them), `video`, `picture-0` …, `alt-0` …. */
export type CoverageErrors = Record<string, CoverageError>
/** What is wrong with the form as a whole: the verbs' refusals. */
export type CoverageFormError = PostRefusal | EditRefusal

/** The form's texts as they came; a place whose removal was ticked is empty. */
export function fieldsOfCoverage(given: Record<string, string>): CoverageFields {
  const text = (name: string) => (given[name] ?? '').replace(/\r\n/g, '\n').replaceAll('\0', '')
  return {
    postId: text('postId'),
    version: text('version'),
    zh: text('zh'),
    en: text('en'),
    videoUrl: text('video'),
    kept: pictureSlots.map((n) => (given[`drop-${n}`] ? '' : text(`kept-${n}`))),
    seals: pictureSlots.map((n) => text(`seal-${n}`)),
    alt: pictureSlots.map((n) => (given[`drop-${n}`] ? '' : text(`alt-${n}`))),
  }
}

const length = (text: string) => [...text].length

/** What is wrong with a draft, by field; the verbs ask the same before they write. */
export function faultsOf(draft: CoverageDraft, streamOrigins: readonly string[]): CoverageErrors {
  const errors: CoverageErrors = {}
  if (draft.zh === '' && draft.en === '') errors.text = 'text-needed'
  for (const field of ['zh', 'en'] as const) {
    if (length(draft[field]) > mostCoverageText) errors[field] = 'text-too-long'
  }
  if (draft.videoUrl !== '') {
    const video = videoOf(draft.videoUrl, streamOrigins)
    if (typeof video === 'string') errors.video = video
  }
  for (const [n, { alt }] of draft.pictures.entries()) {
    if (alt === '') errors[`alt-${n}`] = 'alt-needed'
    else if (length(alt) > mostAltText) errors[`alt-${n}`] = 'alt-too-long'
  }
  return errors
}

/** Reads the form. Errors stand under the place that they belong to, also when places before it are empty. */
export function readCoverageForm(
  fields: CoverageFields,
  streamOrigins: readonly string[],
): { draft: CoverageDraft; errors: CoverageErrors } {
  const filled = pictureSlots.filter((n) => fields.kept[n] !== '').slice(0, mostCoveragePictures)
  const draft: CoverageDraft = {
    zh: fields.zh.trim(),
    en: fields.en.trim(),
    videoUrl: fields.videoUrl.trim(),
    pictures: filled.map((n) => ({ pictureId: fields.kept[n]!, alt: fields.alt[n]!.trim() })),
  }
  const errors = Object.fromEntries(
    Object.entries(faultsOf(draft, streamOrigins)).map(([field, error]) => {
      const place = /^alt-(\d)$/.exec(field)?.[1]
      return [place ? `alt-${filled[Number(place)]}` : field, error]
    }),
  )
  return { draft, errors }
}

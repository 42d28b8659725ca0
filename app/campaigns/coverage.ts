import type { Picture } from '~/platform/pictures/picture'
import type { Video } from './video'

export const mostCoveragePictures = 4
/** In characters as people count them. */
export const mostCoverageText = 2_000
export const mostAltText = 200

/** 现场动态: one thing told from the field, as readers see it. */
export interface CoveragePost {
  id: string
  /** Place in the order of posting: newer ones have larger numbers. Digits. */
  seq: string
  /** One may be empty: what was written is shown in both languages. */
  zh: string
  en: string
  video: Video | null
  pictures: { picture: Picture; alt: string }[]
  /** ISO instants. */
  postedAt: string
  editedAt: string | null
}

/** A post as the desk sees it. */
export interface DeskPost extends CoveragePost {
  state: 'shown' | 'withdrawn'
  withdrawnAt: string | null
  author: string
  /** How many pictures it had; a withdrawn one's are deleted. */
  pictureCount: number
}

/** The newest posts of a campaign; `next` leads to older ones. */
export interface CoveragePage {
  posts: CoveragePost[]
  /** Older posts begin before this number; null at the end. */
  next: string | null
}

/** What is posted: texts, at most four pictures that were stored before, the link of a video or ''. */
export interface CoverageDraft {
  zh: string
  en: string
  videoUrl: string
  pictures: { pictureId: string; alt: string }[]
}

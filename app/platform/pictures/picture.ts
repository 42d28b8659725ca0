/** The longest side across of each size, in pixels: a phone, a phone of today, a desk. */
export const pictureWidths = [480, 960, 1600] as const
export const mostPictureBytes = 15 * 1024 * 1024

/** One size, in both formats. */
export interface PictureSize {
  width: number
  height: number
  /** Ids of files. */
  webp: string
  jpeg: string
}

/** A picture as it is shown; `id` is the SHA-256 of what was uploaded. Sizes from small to large, at least one. */
export interface Picture {
  id: string
  sizes: PictureSize[]
}

export type PictureRefusal =
  | 'too-large'
  | 'not-a-picture'
  | 'type-differs'
  | 'too-many-pixels'
  | 'broken'
  | 'store-away'

export const filePath = (id: string, name: string) => `/files/${id}/${name}`

/** `srcset` of all sizes in one format. */
export const srcSet = (picture: Picture, format: 'webp' | 'jpeg'): string =>
  picture.sizes
    .map((size) => `${filePath(size[format], format === 'webp' ? 'p.webp' : 'p.jpg')} ${size.width}w`)
    .join(', ')

/** The largest size: for `width`, `height` and `src`. */
export const largest = (picture: Picture): PictureSize => picture.sizes.at(-1)!
/** A path for where one address is wanted: a cover, a shared link. Every browser reads it. */
export const picturePath = (picture: Picture): string => filePath(largest(picture).jpeg, 'picture.jpg')

import { largest, picturePath, srcSet } from '~/platform/pictures/picture'
import type { CoveragePost } from './coverage'

/** The pictures of a post, whole, in one column or two; each box has its size before its picture is there. */
export function CoveragePictures({ pictures }: { pictures: CoveragePost['pictures'] }) {
  if (pictures.length === 0) return null
  const sizes = pictures.length > 1 ? '(min-width: 40rem) 22rem, 100vw' : '(min-width: 48rem) 44rem, 100vw'
  return (
    <ul className={pictures.length > 1 ? 'gap-2 space-y-2 sm:columns-2' : undefined}>
      {pictures.map(({ picture, alt }) => {
        const { width, height } = largest(picture)
        return (
          <li key={picture.id} className="break-inside-avoid">
            <picture>
              <source type="image/webp" srcSet={srcSet(picture, 'webp')} sizes={sizes} />
              <img
                className="h-auto max-h-[80vh] w-full rounded-paper bg-sunk object-contain"
                src={picturePath(picture)}
                srcSet={srcSet(picture, 'jpeg')}
                sizes={sizes}
                alt={alt}
                {...{ width, height }}
                loading="lazy"
                decoding="async"
              />
            </picture>
          </li>
        )
      })}
    </ul>
  )
}

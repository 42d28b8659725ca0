import { createHmac, timingSafeEqual } from 'node:crypto'

/** Which upload a seal vouches for: this person brought this picture with this form. */
export interface SealedUpload {
  pictureId: string
  postId: string
  personId: string
}

/** What a form carries beside a picture that has arrived: its id alone would let anybody pin whatever picture they can name. */
export const pictureSeal = (houseSecret: string, { pictureId, postId, personId }: SealedUpload): string =>
  createHmac('sha256', houseSecret)
    .update(`shanxing/coverage-picture/v1\0${personId}\0${postId}\0${pictureId}`)
    .digest('base64url')

/** Whether `seal` is the house's own for this upload. */
export function isPictureSeal(houseSecret: string, upload: SealedUpload, seal: string): boolean {
  const [own, given] = [Buffer.from(pictureSeal(houseSecret, upload)), Buffer.from(seal)]
  return own.length === given.length && timingSafeEqual(own, given)
}

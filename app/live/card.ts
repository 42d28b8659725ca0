/** What those who show shared links want of a picture. */
export const cardWidth = 1200
export const cardHeight = 630

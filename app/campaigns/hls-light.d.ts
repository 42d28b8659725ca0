/** The player without subtitles and DRM; it ships no types of its own. */
declare module 'hls.js/light' {
  export { default } from 'hls.js'
}

const wide = /[０-９．，：（）－％〇]/g
const narrow: Record<string, string> = {
  '．': '.',
  '，': ',',
  '：': ':',
  '（': '(',
  '）': ')',
  '－': '-',
  '％': '%',
  〇: '0',
}

/**
 * A text with its digits and marks in one width. Each character stands where it stood: a place in the one is a place in the
 * other. Marks that a word processor left behind are blanked out.
 */
export const plainText = (text: string): string =>
  text
    .replace(/\[bookmark:[^\]\n]{0,200}\]/g, (mark) => ' '.repeat(mark.length))
    .replace(wide, (char) => narrow[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u3000\t\r]/g, ' ')

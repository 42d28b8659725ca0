/** The language of a name or a note that somebody typed, for pages in the other one; undefined where the page's own will do. */
export const languageOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined)

/** Ids from addresses and forms: what has another shape names nothing, and would be an error to the database. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

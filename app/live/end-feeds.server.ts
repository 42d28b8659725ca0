import { openFeeds } from './internal/open-feeds.server'

/** Ends every open feed, for shutting down. */
export function endFeeds(): void {
  for (const res of openFeeds) res.end()
}

import { describe, expect, test } from 'vitest'
import { frameOrigins, knownVideo, videoOf } from '~/campaigns/video'

const streams = ['https://live.example.org']

describe('a pasted link', () => {
  test.each([
    [
      'https://www.bilibili.com/video/BV1xx411c7mD?p=2&spm=x',
      'https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=2&autoplay=0',
    ],
    [
      'http://m.bilibili.com/video/BV1xx411c7mD',
      'https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0',
    ],
    [
      'https://live.bilibili.com/22637261',
      'https://www.bilibili.com/blackboard/live/live-activity-player.html?cid=22637261',
    ],
    ['https://v.qq.com/x/page/a0012abcdef.html', 'https://v.qq.com/txp/iframe/player.html?vid=a0012abcdef'],
    [
      'https://v.qq.com/x/cover/mzc00200abcdefg/a0012abcdef.html',
      'https://v.qq.com/txp/iframe/player.html?vid=a0012abcdef',
    ],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://youtube.com/live/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871/0123abcdef', 'https://player.vimeo.com/video/76979871?dnt=1&h=0123abcdef'],
    [
      ' https://live.example.org/walk/index.m3u8?token=1 ',
      'https://live.example.org/walk/index.m3u8?token=1',
    ],
  ])('%s is shown by its provider’s player', (link, embed) => {
    const video = videoOf(link, streams)
    expect(video).toMatchObject({ embed })
    if (typeof video === 'string' || video.provider === 'stream') return
    expect(frameOrigins).toContain(new URL(video.embed).origin)
    expect(video.url).toMatch(/^https:/)
  })

  test.each([
    ['javascript:alert(1)', 'not-a-link'],
    ['data:text/html,<script>1</script>', 'not-a-link'],
    ['https://user:pass@www.youtube.com/watch?v=dQw4w9WgXcQ', 'not-a-link'],
    ['//youtu.be/dQw4w9WgXcQ', 'not-a-link'],
    ['the walk', 'not-a-link'],
    ['https://evil.example/watch?v=dQw4w9WgXcQ', 'unknown-video'],
    ['https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ', 'unknown-video'],
    ['https://youtu.be/"onload=alert(1)', 'unknown-video'],
    ['https://www.bilibili.com/video/av170001', 'unknown-video'],
    ['https://vimeo.com/channels/x', 'unknown-video'],
    ['https://elsewhere.example.org/index.m3u8', 'unknown-stream'],
    ['http://live.example.org/index.m3u8', 'unknown-stream'],
    ['https://live.example.org:8443/index.m3u8', 'unknown-stream'],
  ])('%s is refused', (link, reason) => {
    expect(videoOf(link, streams)).toBe(reason)
    expect(knownVideo(link, streams)).toBeNull()
  })
})

/** What a browser says of itself, in the few words that a person knows their devices by. */
export interface Device {
  system: 'ios' | 'android' | 'windows' | 'mac' | 'linux' | 'unknown'
  browser: 'wechat' | 'edge' | 'firefox' | 'chrome' | 'safari' | 'unknown'
}

/** In this order: most browsers also name those that came before them. */
const systems: [RegExp, Device['system']][] = [
  [/iPhone|iPad/, 'ios'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/Mac OS X/, 'mac'],
  [/Linux/, 'linux'],
]
const browsers: [RegExp, Device['browser']][] = [
  [/MicroMessenger/, 'wechat'],
  [/Edg/, 'edge'],
  [/Firefox|FxiOS/, 'firefox'],
  [/Chrom|CriOS/, 'chrome'],
  [/Safari/, 'safari'],
]

export const deviceOf = (userAgent: string): Device => ({
  system: systems.find(([word]) => word.test(userAgent))?.[1] ?? 'unknown',
  browser: browsers.find(([word]) => word.test(userAgent))?.[1] ?? 'unknown',
})

/** 救助类别: what assistance is counted and published by. */
export interface AssistanceCategory {
  key: string
  nameZh: string
  nameEn: string
}

/** Old disclosures in the form that a federation published them, for tests; the sentences are made up. */
export interface Form {
  heading?: string[]
  name?: string
  state?: string
  period?: string
  partners?: string | null
  doing?: string
  results?: string | null
}

export const form = ({
  heading = ['木棉陪读项目', '2024年第一季度开展情况公示'],
  name = '木棉陪读项目',
  state = '有序开展中',
  period = '2023年9月1日至2024年8月31日',
  partners = '石楼镇文化站',
  doing = '2024年第一季度，陪读12场，到场３４０人次。',
  results = '一是孩子们更愿意开口朗读了。',
}: Form = {}): string =>
  [
    ...heading,
    '',
    '一、项目信息',
    `（一）项目名称：${name}`,
    `（二）项目状态：${state}`,
    '（三）服务人群：小学生',
    '（四）服务领域：教育',
    `（五）项目周期：${period}`,
    ...(partners === null ? [] : [`（六）项目合作方/合作单位：${partners}`]),
    '（七）项目实施地域：石楼镇',
    '（八）项目介绍：',
    '周末在文化站陪孩子读书。',
    '每次两小时。',
    '二、项目实施情况',
    doing,
    ...(results === null ? [] : ['三、项目实施成效', results]),
  ].join('\n')

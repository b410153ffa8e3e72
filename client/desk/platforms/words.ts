const zh = {
  desk: {
    platforms: {
      assign: '下达今日“三保”任务', assignNote: '向 {n} 个部门各下达一份，到今日结束', assigned: '今日各部门均已下达', outcomes: '下达结果', notAllowed: '本账号无权下达',
      record: '登记与办理在“事项”分区',
      companies: '联盟企业', companiesNote: '{n} 家 · {open} 家有在办诉求', search: '按名称、类型或网格查找', confirmed: '已确认 {n} 件', noCompany: '没有这样的企业',
      byKind: '企业 · 按类型', byKindNote: '各网格所报 · 仅计数', allGrids: '合计',
      kinds: { finance: '金融', commerce: '商贸', culture: '文化', professional: '专业', technology: '科技', property: '地产' },
    },
  },
}
const en: typeof zh = {
  desk: {
    platforms: {
      assign: 'Assign today\'s guarantees', assignNote: 'One set to each of {n} departments, until the end of today', assigned: 'Every department has its set of today',
      outcomes: 'What became of it', notAllowed: 'This account may not assign', record: 'Recording and moving is in the section of matters',
      companies: 'Companies of the alliance', companiesNote: '{n} · {open} with open requests', search: 'Search by name, kind or grid', confirmed: '{n} confirmed', noCompany: 'No such company',
      byKind: 'Companies by kind', byKindNote: 'as the grids tell · counts only', allGrids: 'Together',
      kinds: { finance: 'Fin.', commerce: 'Comm.', culture: 'Cult.', professional: 'Prof.', technology: 'Tech', property: 'Prop.' },
    },
  },
}
export const platformWords = { zh, en }

const zh = {
  desk: {
    emergency: {
      title: '预案与管控', start: '启动{plan}', activate: '启用{scheme}', steps: '{done}/{all} 步', none: '没有对应的专项预案', notYours: '由值班负责人启动',
    },
  },
}
const en: typeof zh = {
  desk: {
    emergency: {
      title: 'Plans and schemes', start: 'Start: {plan}', activate: 'Activate: {scheme}', steps: '{done} of {all} steps', none: 'No special plan for this kind', notYours: 'a leader starts it',
    },
  },
}
export const emergencyWords = { zh, en }

/** What the section of the audit trail says. */
export const zh = {
  desk: {
    audit: {
      title: '审计记录', note: '最新在前 · 每页 {n} 条', who: '谁', what: '做了什么', find: '查找', clear: '清除',
      at: '时间', subject: '对象', outcome: '结果', address: '来源地址', newer: '更新的一页', older: '更早的一页', again: '刷新到最新', none: '没有符合的记录', end: '已到最早一条', page: '第 {n} 页',
      loading: '正在读取', failed: '读取失败：{code}', done: '已办', refused: '未成：{code}', somebody: '不明身份',
      did: {
        signIn: '登录', signOut: '退出登录', openLink: '打开一次性链接', newLink: '开具一次性链接', addAccount: '新增账号', addWall: '新增大屏', addKey: '新增来源密钥',
        revoke: '吊销', password: '设置密码', addTotp: '绑定验证器', dropTotp: '停用验证器', endSession: '结束会话', call: '调用接口',
      },
    },
  },
}

export const en: typeof zh = {
  desk: {
    audit: {
      title: 'The audit trail', note: 'Newest first · {n} a page', who: 'Who', what: 'Did what', find: 'Find', clear: 'Clear',
      at: 'When', subject: 'To whom', outcome: 'Outcome', address: 'Address', newer: 'Newer', older: 'Older', again: 'To the newest', none: 'No entry fits', end: 'This is the oldest entry', page: 'Page {n}',
      loading: 'Reading', failed: 'Could not be read: {code}', done: 'done', refused: 'not done: {code}', somebody: 'somebody',
      did: {
        signIn: 'Signed in', signOut: 'Signed out', openLink: 'Opened a link', newLink: 'Made a link', addAccount: 'Added an account', addWall: 'Added a screen', addKey: 'Added a key',
        revoke: 'Revoked', password: 'Set a password', addTotp: 'Bound an authenticator', dropTotp: 'Dropped an authenticator', endSession: 'Ended a session', call: 'Called',
      },
    },
  },
}

/** What the section of accounts says. */
export const zh = {
  desk: {
    accounts: {
      title: { accounts: '账号', walls: '大屏', keys: '来源密钥', own: '本人账号' },
      note: '{n} 个在用 · {revoked} 个已吊销',
      head: { id: 'ID', name: '席位或岗位', role: '角色', unit: '单位', scopes: '权限范围', last: '最近登录', created: '建立', state: '状态', act: '操作' },
      role: { wall: '大屏', operator: '值班员', leader: '带班领导', supervisor: '督导', administrator: '管理员', auditor: '审计员', field: '现场单位', department: '部门', source: '来源' },
      scope: { reports: '报事', stamps: '打点', positions: '位置', cameras: '摄像头状态', heartbeats: '平台心跳', board: '读全景', crowd: '客流', matters: '事项', steps: '步骤', presence: '指挥部到场', roster: '点位排班', profiles: '辖区信息' },
      state: { locked: '已锁定', revoked: '已吊销', entered: '在用', never: '从未登录', unopened: '未启用', totp: '验证器' },
      neverIn: '从未',
      link: '一次性链接', revoke: '吊销', sure: '再按一次吊销', dropTotp: '解除验证器', add: '新增', showRevoked: '显示已吊销',
      idHint: '小写字母、数字、. _ -', nameHint: '席位或岗位，不写人名电话', chooseRole: '角色', chooseUnit: '单位', chooseDepartment: '部门', actsFor: '可代表', keyFor: '代表指挥部',
      none: '还没有',
      secret: {
        link: '一次性链接', key: '来源密钥', linkHint: '只显示这一次。24 小时内打开一次有效，交给 {id}。', keyHint: '只显示这一次。请求头 authorization: Bearer 加上它，交给 {id}。',
        copy: '复制', copied: '已复制', notCopied: '无法复制，请手选', close: '已抄下，关闭',
      },
      done: { revoke: '{id} 已吊销', dropTotp: '{id} 的验证器已解除', password: '密码已改，其他会话已退出', totp: '验证器已绑定，下次登录要验证码', noTotp: '验证器已停用', session: '会话已结束' },
      own: {
        note: '{id} · {role}', password: '密码', current: '现用密码', fresh: '新密码（至少 12 位）', again: '再输一次', change: '改密码', differ: '两次输入不一致', short: '新密码至少 12 位', noPassword: '还没有密码，设置后可用密码登录',
        totp: '验证器（TOTP）', totpOn: '已启用。登录时要六位验证码。', totpOff: '未启用。绑定后，登录时除密码外还要六位验证码。', bind: '绑定验证器', replace: '换绑', drop: '停用', presentCode: '现用验证码', code: '六位验证码',
        scan: '用验证器应用扫码，或手动输入下面的密钥；10 分钟内输入它显示的验证码。', secret: '密钥', uri: '地址', confirm: '确认绑定', each: '每个验证码只认一次，刚用过的请等下一个',
        sessions: '登录会话', since: '开始', seen: '最近活动', thisOne: '本次', end: '退出此会话', signOut: '退出登录',
      },
      refused: {
        title: '未办：{why}', field: '字段 {field}', wrongCredentials: '密码或验证码不对', codeNeeded: '需要验证码', locked: '多次不对，锁定 15 分钟', busy: '服务器正忙，稍后再试', weakPassword: '新密码至少 12 位',
        plainHttp: '只能经 TLS 或在本机办理', taken: 'ID 已有或曾有', lastAdministrator: '这是最后一个管理员', personal: '不要写电话或证件号', needsUnit: '现场账号要选单位，其他账号不选', needsDepartment: '部门账号要选部门，其他账号不选', needsPassword: '先设密码，再绑定验证器', unknown: '不存在或已吊销',
        malformed: '格式有误', notAllowed: '本账号无此权限', notSignedIn: '没有登录或已退出', away: '服务器没有回答',
      },
    },
  },
}

export const en: typeof zh = {
  desk: {
    accounts: {
      title: { accounts: 'Accounts', walls: 'Screens', keys: 'Source keys', own: 'Own account' },
      note: '{n} in use · {revoked} revoked',
      head: { id: 'ID', name: 'Desk or office', role: 'Role', unit: 'Unit', scopes: 'Scopes', last: 'Last sign-in', created: 'Added', state: 'State', act: 'Actions' },
      role: { wall: 'Wall', operator: 'Operator', leader: 'Leader', supervisor: 'Supervisor', administrator: 'Administrator', auditor: 'Auditor', field: 'Field unit', department: 'Department', source: 'Source' },
      scope: { reports: 'Reports', stamps: 'Stamps', positions: 'Positions', cameras: 'Camera states', heartbeats: 'Heartbeats', board: 'Read board', crowd: 'Crowds', matters: 'Matters', steps: 'Steps', presence: 'Command presence', roster: 'Roster', profiles: 'Grid profiles' },
      state: { locked: 'Locked', revoked: 'Revoked', entered: 'In use', never: 'Never signed in', unopened: 'Not opened', totp: 'TOTP' },
      neverIn: 'never',
      link: 'One-time link', revoke: 'Revoke', sure: 'Press again to revoke', dropTotp: 'Drop TOTP', add: 'Add', showRevoked: 'Show revoked',
      idHint: 'small letters, digits, . _ -', nameHint: 'a desk or office, no person', chooseRole: 'Role', chooseUnit: 'Unit', chooseDepartment: 'Department', actsFor: 'acts for', keyFor: 'for headquarters',
      none: 'none yet',
      secret: {
        link: 'One-time link', key: 'Source key', linkHint: 'Shown this once. Opens once within 24 hours; for {id}.', keyHint: 'Shown this once. Sent as authorization: Bearer and it; for {id}.',
        copy: 'Copy', copied: 'Copied', notCopied: 'Could not copy: select it by hand', close: 'Noted, close',
      },
      done: { revoke: '{id} is revoked', dropTotp: '{id} is asked for no code any more', password: 'Password set; other sessions are signed out', totp: 'Authenticator bound: the next sign-in asks for a code', noTotp: 'Authenticator dropped', session: 'Session ended' },
      own: {
        note: '{id} · {role}', password: 'Password', current: 'Current password', fresh: 'New password (12 characters or more)', again: 'Once more', change: 'Set password', differ: 'The two differ', short: 'At least 12 characters', noPassword: 'No password yet; with one you can sign in by it',
        totp: 'Authenticator (TOTP)', totpOn: 'In use: signing in asks for six digits.', totpOff: 'Not in use. Once bound, signing in asks for six digits besides the password.', bind: 'Bind an authenticator', replace: 'Bind another', drop: 'Drop', presentCode: 'Present code', code: 'Six digits',
        scan: 'Scan this with the authenticator, or type the key below by hand; then type the code it shows, within 10 minutes.', secret: 'Key', uri: 'Address', confirm: 'Bind', each: 'Each code counts once: wait for the next one if it was just used',
        sessions: 'Sessions', since: 'Since', seen: 'Last active', thisOne: 'this one', end: 'Sign it out', signOut: 'Sign out',
      },
      refused: {
        title: 'Not done: {why}', field: 'field {field}', wrongCredentials: 'password or code is wrong', codeNeeded: 'a code is needed', locked: 'too many failures: locked for 15 minutes', busy: 'the server is busy, try again', weakPassword: 'at least 12 characters',
        plainHttp: 'only over TLS or on this machine', taken: 'the ID is or was in use', lastAdministrator: 'this is the last administrator', personal: 'no telephone or identity number', needsUnit: 'a field account needs a unit, no other has one', needsDepartment: 'a department account needs a department, no other has one', needsPassword: 'set a password first, then bind an authenticator', unknown: 'not there, or revoked',
        malformed: 'malformed', notAllowed: 'this account may not', notSignedIn: 'nobody is signed in', away: 'the server did not answer',
      },
    },
  },
}

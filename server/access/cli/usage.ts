import { LEADS } from '../../../shared/incident/response.ts'
import { PERSON_ROLES, SCOPES } from '../../../shared/access/roles.ts'

export const USAGE = `账号、大屏、密钥 Accounts, screens and keys, without a browser.

npm run admin -- user:add ID --name NAME --role ROLE [--unit UNIT] [--department ID] [--leads LEAD,…]
  新账号，打印一次性登录链接。 Adds an account and prints a link that lets its person in once.
  ROLE: ${PERSON_ROLES.join(' | ')}; --unit 仅用于 only for field; --department 仅用于 only for department
  LEAD: ${LEADS.join(' | ')}; 可代表谁签收移交 whom it may act for when an incident is handed over
npm run admin -- wall:add ID --name NAME
  新大屏，打印一次性链接，在那台屏的浏览器里打开。 Adds a screen and prints the link to open in its browser.
npm run admin -- key:add ID --name NAME --scopes SCOPE,… [--department ID]
  新来源密钥，只显示这一次；--department 代表某部门。 Adds a source's key, shown this once; --department acts for one.
  SCOPE: ${SCOPES.join(' | ')}
npm run admin -- link ID
  新的一次性链接，并解锁账号。 A new link to an account or screen; unlocks the account.
npm run admin -- unlock ID
  解锁账号，密码不变。 Unlocks an account; its password stays.
npm run admin -- totp:drop ID
  解除验证器。 Asks an account for no code any more.
npm run admin -- revoke ID
  吊销账号、大屏或密钥，其会话随即结束。 Ends an account, screen or key for good, and its sessions.
npm run admin -- user:list
  全部账号、大屏、密钥。 Lists them all, the revoked too.

  --demo | --live   哪一套账号；默认按 SIMULATOR。 Whose accounts; as SIMULATOR says by default.
  --url URL         链接里的地址。 Address in links; http://127.0.0.1:PORT by default.

ID 和 NAME 是席位或岗位，不是人的电话。 ID and NAME say a desk or an office, never a telephone number.
退出码 Exit code: 0 做了 done, 1 没有做，说明原因 refused, with the reason, 2 命令有误 the command cannot be followed.`

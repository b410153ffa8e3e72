import { shallowRef } from 'vue'
import type { PersonRole } from '../../../shared/access/roles.ts'
import { ask } from '../../link/ask.ts'
import { toSignIn } from '../../signIn/session.ts'
import { useText } from '../../text/useText.ts'
import { useRefusals } from './useAccess.ts'

/** The own account as `GET /api/v1/session/account` tells it. Times epoch ms. */
export interface OwnAccountView {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  readonly password: boolean
  readonly totp: boolean
  readonly sessions: readonly { readonly id: string; readonly startedAt: number; readonly seenAt: number; readonly current: boolean }[]
}

/** Password, and code of the present authenticator where there is one. */
export interface Proof {
  readonly password: string
  readonly code?: string
}

/** What everybody does with the own account; each answers whether it was done. */
export function useOwnAccount() {
  const { t } = useText()
  const { tell } = useRefusals()
  const view = shallowRef<OwnAccountView | null>(null)
  /** What an authenticator is to be given; null while none is being bound. */
  const offered = shallowRef<string | null>(null)

  async function load(): Promise<void> {
    const answer = await ask<OwnAccountView>('GET', '/session/account')
    if (answer.ok) view.value = answer.body
  }

  async function changePassword(current: string, password: string): Promise<boolean> {
    const body = view.value?.password === true ? { current, password } : { password }
    const done = tell('password', await ask('PUT', '/session/password', body), t('desk.accounts.done.password'))
    await load()
    return done
  }

  /** `proof`: what one signs in with, given again. */
  async function offerTotp(proof: Proof): Promise<boolean> {
    const answer = await ask<{ uri: string }>('POST', '/session/totp', proof)
    const done = tell('totp', answer, '')
    if (done) offered.value = answer.body.uri
    return done
  }

  async function takeTotp(code: string): Promise<boolean> {
    const done = tell('totp', await ask('PUT', '/session/totp', { code }), t('desk.accounts.done.totp'))
    if (done) offered.value = null
    await load()
    return done
  }

  async function dropTotp(proof: Proof): Promise<boolean> {
    const done = tell('totp', await ask('POST', '/session/account/totp/drop', proof), t('desk.accounts.done.noTotp'))
    await load()
    return done
  }

  /** Ending the session one sits in is signing out. */
  async function endSession(id: string, current: boolean): Promise<void> {
    if (current) return signOut()
    tell('sessions', await ask('DELETE', `/session/account/sessions/${encodeURIComponent(id)}`), t('desk.accounts.done.session'))
    await load()
  }

  async function signOut(): Promise<void> {
    if (tell('sessions', await ask('DELETE', '/session'), '')) toSignIn(location)
  }

  return { view, offered, load, changePassword, offerTotp, takeTotp, dropTotp, endSession }
}

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { ask, type Asked } from '../../link/ask.ts'
import { useText } from '../../text/useText.ts'
import type { Holder, HolderKind, NewHolder } from './holders.ts'
import { additionOf } from './holders.ts'

/** A secret that is shown once: where it is given, it is nowhere else. */
export interface Shown {
  readonly what: 'link' | 'key'
  readonly id: string
  readonly secret: string
}

/** What became of the last thing asked for, beside its form; null while nothing was. `place` says which form. */
export interface Told {
  readonly place: HolderKind | 'password' | 'totp' | 'sessions'
  readonly words: string
  readonly refused: boolean
}

/** Accounts, screens and keys, as the administrator sees them. */
export const useAccessStore = defineStore('access', () => {
  const holders = shallowRef<readonly Holder[]>([])
  const shown = shallowRef<Shown | null>(null)
  const told = shallowRef<Told | null>(null)

  async function load(): Promise<void> {
    const answer = await ask<Holder[]>('GET', '/access')
    if (answer.ok) holders.value = answer.body
  }

  return { holders, shown, told, load }
})

/** A refusal of the rules of access, in words. */
export function useRefusals() {
  const { t } = useText()
  const access = useAccessStore()
  const KNOWN = [
    'wrongCredentials', 'codeNeeded', 'locked', 'busy', 'weakPassword', 'plainHttp', 'taken', 'lastAdministrator', 'personal', 'needsUnit', 'needsDepartment', 'needsPassword', 'unknown',
    'malformed', 'notAllowed', 'notSignedIn', 'away',
  ]

  /** Tells what came of a call beside its form; `done`: the words of success. Was it done? */
  function tell<T>(place: Told['place'], answer: Asked<T>, done: string): answer is Extract<Asked<T>, { ok: true }> {
    if (answer.ok) access.told = { place, words: done, refused: false }
    else {
      const why = KNOWN.includes(answer.code) ? t(`desk.accounts.refused.${answer.code}`) : answer.code
      const field = answer.field === '' ? '' : ` · ${t('desk.accounts.refused.field', { field: answer.field })}`
      access.told = { place, words: t('desk.accounts.refused.title', { why }) + field, refused: true }
    }
    return answer.ok
  }

  return { tell }
}

/** What an administrator does; each is noted in the trail by the server. */
export function useAdministration() {
  const access = useAccessStore()
  const { t } = useText()
  const { tell } = useRefusals()

  async function add(kind: HolderKind, filled: NewHolder): Promise<boolean> {
    const addition = additionOf(kind, filled)
    if (addition === null) return false
    const answer = await ask<{ id: string; link?: string; key?: string }>('POST', addition.path, addition.body)
    if (!tell(kind, answer, '')) return false
    const { id, link, key } = answer.body
    access.shown = key === undefined ? { what: 'link', id, secret: linkAddress(link ?? '') } : { what: 'key', id, secret: key }
    await access.load()
    return true
  }

  async function newLink(kind: HolderKind, id: string): Promise<void> {
    const answer = await ask<{ link: string }>('POST', `/access/${encodeURIComponent(id)}/link`)
    if (!tell(kind, answer, '')) return
    access.shown = { what: 'link', id, secret: linkAddress(answer.body.link) }
    await access.load()
  }

  async function revoke(kind: HolderKind, id: string): Promise<void> {
    tell(kind, await ask('DELETE', `/access/${encodeURIComponent(id)}`), t('desk.accounts.done.revoke', { id }))
    await access.load()
  }

  async function dropTotp(kind: HolderKind, id: string): Promise<void> {
    tell(kind, await ask('DELETE', `/access/${encodeURIComponent(id)}/totp`), t('desk.accounts.done.dropTotp', { id }))
    await access.load()
  }

  return { add, newLink, revoke, dropTotp }
}

/** What follows # stays in the browser and is in no log. */
function linkAddress(link: string): string {
  return `${location.origin}/sign-in#link=${link}`
}

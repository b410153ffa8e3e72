import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Permission } from '../../shared/access/roles.ts'
import type { SignedIn } from '../signIn/session.ts'
import { whoIsSignedIn } from '../signIn/session.ts'
import { useLinkStore } from '../stores/link.ts'

/** Who is signed in at this desk, asked anew whenever the link comes up; null while nobody has answered. */
export const useAccountStore = defineStore('account', () => {
  const link = useLinkStore()
  const signedIn = shallowRef<SignedIn | null>(null)

  /** May whoever is signed in do this? Until that is known the server decides. */
  function may(permission: Permission): boolean {
    return signedIn.value === null || signedIn.value.permissions.includes(permission)
  }

  watch(() => link.state, async (state) => {
    if (state === 'live') signedIn.value = (await whoIsSignedIn()) ?? signedIn.value
  }, { immediate: true })

  return { signedIn, may }
})

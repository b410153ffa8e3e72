import { attendance } from './keyboard/attended.ts'

const asked = new Map<string, Promise<Response>>()

/** Asks the server now for what the page's script will want once it has come: the answer waits for whoever asks the same first. */
export function askEarly(path: string, method: 'GET' | 'HEAD' = 'GET'): void {
  const answer = fetch(path, { method, headers: attendance() })
  answer.catch(() => undefined)
  asked.set(`${method} ${path}`, answer)
}

/** The answer that was asked for early, once; else asks now. @throws TypeError when nobody answers; AbortError by `signal` */
export function fetchFirst(path: string, { method = 'GET', signal }: { readonly method?: 'GET' | 'HEAD'; readonly signal?: AbortSignal } = {}): Promise<Response> {
  const key = `${method} ${path}`
  const early = asked.get(key)
  asked.delete(key)
  return early ?? fetch(path, { method, headers: attendance(), ...(signal === undefined ? {} : { signal }) })
}

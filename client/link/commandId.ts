const ID_BYTES = 16

/** Of a press on a page, sent with every try, so that it takes effect once (INPUT-3). 128 bits of chance; `randomUUID` is there only on secure origins. */
export function newCommandId(page: 'desk' | 'field'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES))
  return `${page}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

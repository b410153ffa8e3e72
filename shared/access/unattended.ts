/** Header by which a page says of a request that nobody is at it: it is answered like any other and is no use of the session (ACCESS-6). */
export const UNATTENDED = 'x-unattended'

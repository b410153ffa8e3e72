/** The longest a timer of the platform can wait, ms. In a file of its own, as test pages in a browser hold clocks too. */
export const LONGEST_TIMER_MS = 2_147_483_647

/** The four working modes (article: 四种模式). */
export const MODES = ['normal', 'holiday', 'event', 'emergency'] as const
export type Mode = (typeof MODES)[number]

import type { Stage } from '../../shared/clock/stages.ts'
import { durationText } from '../text/duration.ts'
import { zhCN } from '../text/zh-CN.ts'
import { enUS } from '../text/en-US.ts'
import { refusalEnUS } from '../text/refusalEnUS.ts'
import { refusalZhCN } from '../text/refusalZhCN.ts'
import type { Press, Refused } from './outbox.ts'

const zh = {
  title: '现场', chooseTeam: '我是哪支队伍', changeTeam: '换队伍', demo: '模拟数据', other: 'EN',
  online: '已连上', others: '另有 {unit} 的 {n} 条待发，{unit} 重新登录后补报', otherUnit: '本机已由别的队伍登录：待发的不会丢，本队重新登录后补报', offline: '断网：照常按，连上后按原时间补报', waiting: '{n} 条待发', asOf: '截至 {time}', old: '{age}前的情况',
  none: '没有在处事件', more: '另有 {n} 起未列出', mine: '已参与', away: '{m} 米', awayUnknown: '距离未知', back: '返回',
  received: '收到', onTheWay: '出动', onScene: '到场', done: '处置完成',
  post: { title: '重点点位值守', here: '正在 {post} 值守', arrive: '到岗', leave: '离岗' },
  report: '简要报告（随下一个按钮一起提交，也可单独发送）', sendReport: '发送报告',
  state: { waiting: '待发', recorded: '已记录', refused: '未被接受' }, refusedTitle: '{n} 条未被接受', first: '{by} {time} 先到', alone: '简要报告另行发送',
  keep: '还有未发或未读的，先不能换', ended: { closed: '已办结', cancelled: '已撤销：误报', merged: '已并入其他事件' }, note: '报告', understood: '知道了', clockUnknown: '未对时：连上后校正', signIn: '登录已失效，点此登录；待发的不会丢',
  drill: { paused: '已暂停', choose: '记到哪场演练', over: '已结束', stillOpen: '这场演练已结束，仍可补记到它的时间线', none: '演练中没有在处事件', real: '真实事件', go: '去处置', seen: '知道了', hint: '观察到什么，记到演练时间线', pin: '记录观察', pinned: '已记录', refused: '未被接受（{code}）', unreached: '没有连上，请再按一次' },
}
export type FieldWords = typeof zh

const en: FieldWords = {
  title: 'Field', chooseTeam: 'Which team are you?', changeTeam: 'Change team', demo: 'Simulated', other: '中文',
  online: 'Connected', others: '{n} of {unit} to be sent, once {unit} is signed in again', otherUnit: 'Another team is signed in on this phone: nothing that waits is lost, it is sent once this team is signed in again', offline: 'No link: press as usual, sent later with the time pressed', waiting: '{n} to be sent', asOf: 'As of {time}', old: 'as it was {age} ago',
  none: 'Nothing is being worked', more: '{n} more not listed', mine: 'Yours', away: '{m} m', awayUnknown: 'Distance unknown', back: 'Back',
  received: 'Received', onTheWay: 'On the way', onScene: 'On scene', done: 'Done',
  post: { title: 'Staff a key post', here: 'You staff {post}', arrive: 'At post', leave: 'Leave' },
  report: 'Short report (goes with the next button, or by itself)', sendReport: 'Send report',
  state: { waiting: 'To be sent', recorded: 'Recorded', refused: 'Not accepted' }, refusedTitle: '{n} not accepted', first: '{by} was first, {time}', alone: 'the short report is sent by itself',
  keep: 'Something waits or is unread: stay with this team', ended: { closed: 'Closed', cancelled: 'Cancelled: false alarm', merged: 'Merged into another incident' }, note: 'Report', understood: 'Understood',
  clockUnknown: 'Clock not set yet: put right when connected', signIn: 'Signed out: sign in here; nothing that waits is lost',
  drill: { paused: 'paused', choose: 'Which drill is it about?', over: 'ended', stillOpen: 'This drill has ended; you can still pin to its timeline', none: 'Nothing is being worked in the drill', real: 'REAL INCIDENT', go: 'Go to it', seen: 'Understood', hint: 'What you see, pinned to the drill’s timeline', pin: 'Pin observation', pinned: 'Pinned', refused: 'Not accepted ({code})', unreached: 'Not reached: press again' },
}

export type FieldLanguage = 'zh' | 'en'
export const FIELD_WORDS: Readonly<Record<FieldLanguage, FieldWords>> = { zh, en }
/** Kinds and levels are called what the wall calls them. */
export const KIND_WORDS = { zh: zhCN.kind, en: enUS.kind } as const

/** The buttons, in the order they are pressed, with the stage each stamps. */
export const BUTTONS: readonly { readonly stage: Stage; readonly word: 'received' | 'onTheWay' | 'onScene' | 'done' }[] = [
  { stage: 'respond', word: 'received' }, { stage: 'dispatch', word: 'onTheWay' }, { stage: 'arrive', word: 'onScene' }, { stage: 'resolve', word: 'done' },
]

/** Puts values into a sentence's `{names}`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** What a press is called: its button, or the report. */
export function nameOfPress(what: Press, language: FieldLanguage): string {
  const words = FIELD_WORDS[language]
  if (what === 'checkIn') return words.post.arrive
  if (what === 'checkOut') return words.post.leave
  const button = BUTTONS.find(({ stage }) => stage === what)
  return button === undefined ? words.note : words[button.word]
}

const REFUSALS: Readonly<Record<FieldLanguage, Readonly<Record<string, string>>>> = {
  zh: refusalZhCN, en: refusalEnUS,
}

/** Why a press was refused, in the phone's language; the server's own words for a code this page does not know (FIELD-2). */
export function whyRefused({ code, message }: Refused, language: FieldLanguage): string {
  return REFUSALS[language][code] ?? message
}

/** An age in words: 2分14秒. */
export function ageWords(ms: number, language: FieldLanguage): string {
  const { key, figures } = durationText(ms)
  const sentences = { zh: zhCN, en: enUS }[language].duration
  return fill(sentences[key.slice('duration.'.length) as keyof typeof sentences], figures)
}

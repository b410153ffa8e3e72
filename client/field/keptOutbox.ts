import { readKept } from './kept.ts'
import { isEntry, ofToday, readOutbox, type Entry, type Outbox } from './outbox.ts'

/** Presses a phone keeps of all its teams. Each is an item of its own, so that two tabs of one team overwrite none of each other's (FIELD-7). */
const PRESS_KEY = 'field.press/'
/** Where a page of before kept all presses of a team as one list. */
const LIST_KEY = 'field.outbox.'

const keyOf = (unit: string, commandId: string): string => `${PRESS_KEY}${encodeURIComponent(unit)}/${commandId}`

/** What a phone keeps of a team's presses, oldest first, by whichever tab they were made. */
export function keptOutbox(storage: Storage, unit: string): Outbox {
  const kept = keysOf(storage, keyOf(unit, '')).map((key) => readKept<Entry>(storage.getItem(key), isEntry))
  return inOrder([...kept.filter((entry) => entry !== null).map(ofToday), ...readOutbox(storage.getItem(`${LIST_KEY}${unit}`))])
}

/** Keeps what became of `before`: what was added or changed is written, what is gone is taken away, and the rest stays whoever keeps it. */
export function keepOutbox(storage: Storage, unit: string, before: Outbox, after: Outbox): void {
  takeList(storage, unit)
  const had = new Map(before.map((entry) => [entry.commandId, entry]))
  for (const entry of after) {
    if (had.get(entry.commandId) !== entry) storage.setItem(keyOf(unit, entry.commandId), JSON.stringify(entry))
    had.delete(entry.commandId)
  }
  for (const commandId of had.keys()) storage.removeItem(keyOf(unit, commandId))
}

/** Is this an item of the team's presses? null: everything was taken away at once. */
export function isKeptOf(unit: string, key: string | null): boolean {
  return key === null || key.startsWith(keyOf(unit, ''))
}

/** How many presses of other teams wait on this phone, by team: they go once that team is signed in again (FIELD-7). */
export function waitingOfOthers(storage: Storage, unit: string | null): { readonly unit: string; readonly n: number }[] {
  const ofPresses = keysOf(storage, PRESS_KEY).map((key) => decodeURIComponent(key.slice(PRESS_KEY.length, key.indexOf('/', PRESS_KEY.length))))
  const ofLists = keysOf(storage, LIST_KEY).map((key) => key.slice(LIST_KEY.length))
  return [...new Set([...ofPresses, ...ofLists])].filter((other) => other !== unit).sort()
    .map((other) => ({ unit: other, n: keptOutbox(storage, other).filter(({ state }) => state === 'waiting').length }))
    .filter(({ n }) => n > 0)
}

/** A list of a page of before becomes items. */
function takeList(storage: Storage, unit: string): void {
  const list = readOutbox(storage.getItem(`${LIST_KEY}${unit}`))
  for (const entry of list) storage.setItem(keyOf(unit, entry.commandId), JSON.stringify(entry))
  storage.removeItem(`${LIST_KEY}${unit}`)
}

function keysOf(storage: Storage, start: string): string[] {
  return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter((key) => key.startsWith(start))
}

/** By the time of the press; the words of a refused stage, of the same time, after it by their id. */
function inOrder(outbox: Outbox): Outbox {
  const once = [...new Map(outbox.map((entry) => [entry.commandId, entry])).values()]
  return once.sort((a, b) => a.pressedAt - b.pressedAt || (a.commandId < b.commandId ? -1 : 1))
}

import { parentPort } from 'node:worker_threads'
import type { AnswerOf, ArgsOf, Operation, Operations, ReplyMessage, RequestMessage } from './requests.ts'
import { Store } from './sqlite/store.ts'

/** The store's worker: the only writer of the file. Takes one request at a time and answers each. */
function serve(port: NonNullable<typeof parentPort>): void {
  const operations = operationsOf()
  port.on('message', (message: RequestMessage) => port.postMessage(replyTo(operations, message)))
}

function replyTo(operations: Operations, { id, operation, args }: RequestMessage): ReplyMessage {
  try {
    return { id, ok: true, answer: perform(operations, operation, args as ArgsOf<Operation>) }
  } catch (error) {
    const { name, message } = error as Error
    return { id, ok: false, name, message }
  }
}

function perform<O extends Operation>(operations: Operations, operation: O, args: ArgsOf<O>): AnswerOf<O> {
  return operations[operation](args)
}

/** The operations on the one store that the first of them opens. */
function operationsOf(): Operations {
  let opened: Store | null = null
  const store = (): Store => {
    if (opened === null) throw new Error('the store is not open')
    return opened
  }
  return {
    open: (args) => {
      opened = new Store(args)
      return opened.opening
    },
    commit: (args) => store().commit(args),
    readAfter: (args) => store().readAfter(args),
    factsOf: (args) => store().factsOf(args),
    drillFacts: (args) => store().drillFacts(args),
    readChained: (args) => store().readChained(args),
    findCommand: (args) => store().findCommand(args),
    verify: (args) => store().verify(args),
    keepBoard: (args) => store().keepBoard(args),
    newestBoard: () => store().newestBoard(),
    boardBefore: (args) => store().boardBefore(args),
    seqAt: (args) => store().seqAt(args),
    writeBlocks: (args) => store().writeBlocks(args),
    newestReadings: () => store().newestReadings(),
    pictureBefore: (args) => store().pictureBefore(args),
    appendedPage: (args) => store().appendedPage(args),
    mergedPage: (args) => store().mergedPage(args),
    keptReadings: () => store().keptReadings(),
    blockPage: (args) => store().blockPage(args),
    dropReadings: (args) => store().dropReadings(args),
    thinReadings: (args) => store().thinReadings(args),
    clearWaste: () => store().clearWaste(),
    checkpoint: () => store().checkpoint(),
    close: () => store().close(),
  }
}

if (parentPort !== null) serve(parentPort)

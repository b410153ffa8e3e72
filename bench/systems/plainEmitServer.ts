import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { Server } from 'socket.io'

/** The usual way: Socket.IO as it comes, the whole state as an object to each screen that connects. A baseline, not a product. */
let state: unknown = JSON.parse(readFileSync(process.argv[2]!, 'utf8'))
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    state = JSON.parse(Buffer.concat(parts).toString())
    response.end('{}')
  })
})
const io = new Server(server, { transports: ['websocket'], serveClient: false })
io.on('connection', (socket) => socket.emit('snapshot', state))
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${(server.address() as { port: number }).port}\n`))

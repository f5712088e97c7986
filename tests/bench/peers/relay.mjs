// The floor: each message goes to every other socket of the room, one `send` each, nothing kept, nothing batched.
// A step 1 is answered with an empty step 2, so that stock clients count as synced.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const sync = 0
const stepOne = 0
const emptyStepTwo = Uint8Array.of(0, 1, 2, 0, 0)
const rooms = new Map()
const server = createServer()
const sockets = new WebSocketServer({ server })

sockets.on('connection', (socket, request) => {
  const [name] = request.url.split('?')
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('message', (message) => {
    if (message[0] === sync && message[1] === stepOne) return socket.send(emptyStepTwo)
    for (const other of room) if (other !== socket) other.send(message)
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(name)
  })
})

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))

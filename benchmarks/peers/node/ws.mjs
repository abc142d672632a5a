// The chat on `ws`, after "Server broadcast" in its readme: send to each open client in a loop. No compression, which is its
// default. JSON in and out; see rawjson in ../README.md. Argument: port.
import { WebSocket, WebSocketServer } from 'ws';

const port = Number(process.argv[2]);
const rooms = new Map();

function tell(room, line, except) {
  const text = JSON.stringify(line);
  for (const socket of rooms.get(room) ?? []) {
    if (socket !== except && socket.readyState === WebSocket.OPEN) socket.send(text);
  }
}

function join(socket, room, name) {
  leave(socket);
  socket.room = room;
  socket.name = name;
  if (!rooms.has(room)) rooms.set(room, new Set());
  rooms.get(room).add(socket);
  socket.send(JSON.stringify({ type: 'joined', room }));
  tell(room, { type: 'join', name }, socket);
}

function leave(socket) {
  const { room, name } = socket;
  if (room === undefined) return;
  socket.room = undefined;
  const sockets = rooms.get(room);
  sockets.delete(socket);
  if (sockets.size === 0) rooms.delete(room);
  tell(room, { type: 'leave', name });
}

const server = new WebSocketServer({ host: '127.0.0.1', port, path: '/ws', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => leave(socket));
  socket.on('message', (data) => {
    const line = JSON.parse(data);
    if (line.type === 'join') join(socket, line.room, line.name);
    else if (line.type === 'msg' && socket.room !== undefined) {
      tell(socket.room, { type: 'msg', from: socket.name, text: line.text });
    } else if (line.type === 'leave') leave(socket);
  });
});
server.on('listening', () => console.log(`ready ${port}`));

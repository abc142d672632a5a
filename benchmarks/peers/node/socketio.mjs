// The chat on Socket.IO, after "Rooms" in its manual: io.to(room).emit. WebSocket only, no compression (its default), and
// what "Performance tuning" there advises: bufferutil (see package.json), and the first request is forgotten.
// `join` {room, name} is answered with `joined` and told the others as `join`; `msg` with a text goes to the room as `msg` {from, text};
// `leave` and a disconnection are told the others as `leave`. Argument: port.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const port = Number(process.argv[2]);
const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});

io.engine.on('connection', (raw) => {
  raw.request = null;
});

function leave(socket) {
  const { room, name } = socket.data;
  if (room === undefined) return;
  socket.data.room = undefined;
  socket.leave(room);
  io.to(room).emit('leave', { name });
}

io.on('connection', (socket) => {
  socket.on('join', ({ room, name }) => {
    leave(socket);
    socket.data = { room, name };
    socket.join(room);
    socket.emit('joined', room);
    socket.to(room).emit('join', { name });
  });
  socket.on('msg', (text) => {
    const { room, name } = socket.data;
    if (room !== undefined) io.to(room).emit('msg', { from: name, text });
  });
  socket.on('leave', () => leave(socket));
  socket.on('disconnect', () => leave(socket));
});
http.listen(port, '127.0.0.1', () => console.log(`ready ${port}`));

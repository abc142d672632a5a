// Two clients by hand against a running server: node try.mjs DIALECT PORT [ROOM]. Ada comes, Bob comes, Ada says something that both
// hear, Bob leaves, comes back and hangs up. Where a dialect has notices, Ada is told of Bob each time. Prints every frame,
// and ends with 1 if something does not come within five seconds. ROOM is needed for liveroom: a code.
import { WebSocket } from 'ws';

const [dialect, port, room = 'R1'] = process.argv.slice(2);
const TEXT = 'hello, everyone';
const json = JSON.stringify;
let id = 0;

// path; enter, say, leave: what is sent for it, a frame each, as functions of a client; entered, heard: what comes then;
// came, went: what others are told, if they are; answer: what some frames must be answered with.
const DIALECTS = {
  liveroom: {
    path: '/liveroom/ws',
    protocol: 'liveroom.v1',
    enter: [({ name }) => json({ id: ++id, cmd: 'join', room, name, tail: 0 })],
    entered: [/"resume":/],
    say: ({ name }) => json({ id: ++id, cmd: 'send', room, cid: `${name}-${id}`, text: TEXT }),
    heard: /"type":"message".*"name":"Ada".*hello, everyone/,
    leave: () => json({ id: ++id, cmd: 'leave', room }),
    came: /"type":"join".*"name":"Bob"/,
    went: /"type":"leave".*"name":"Bob"/,
    hangUp: 1000, // anything else is a drop, told 15 s later
    answer: (frame) => (frame === '{}' ? '{}' : undefined),
  },
  rawjson: {
    path: '/ws',
    enter: [({ name }) => json({ type: 'join', room, name })],
    entered: [/"type":"joined","room":"R1"/],
    say: () => json({ type: 'msg', text: TEXT }),
    heard: /"type":"msg","from":"Ada","text":"hello, everyone"/,
    leave: () => json({ type: 'leave' }),
    came: /"type":"join","name":"Bob"/,
    went: /"type":"leave","name":"Bob"/,
  },
  socketio: {
    path: '/socket.io/?EIO=4&transport=websocket',
    enter: [() => '40', ({ name }) => `42${json(['join', { room, name }])}`],
    entered: [/^40\{"sid"/, /^42\["joined"/],
    say: () => `42${json(['msg', TEXT])}`,
    heard: /^42\["msg",\{"from":"Ada","text":"hello, everyone"/,
    leave: () => `42${json(['leave'])}`,
    came: /^42\["join",\{"name":"Bob"/,
    went: /^42\["leave",\{"name":"Bob"/,
    answer: (frame) => (frame === '2' ? '3' : undefined),
  },
  cometd: {
    path: '/cometd',
    enter: [
      () => json([{ channel: '/meta/handshake', id: `${++id}`, version: '1.0', supportedConnectionTypes: ['websocket'] }]),
      (client) => json([{ ...bayeux('/meta/connect', client), connectionType: 'websocket', advice: { timeout: 0 } }]),
      (client) => json([{ ...bayeux('/meta/subscribe', client), subscription: `/chat/${room}` }]),
    ],
    entered: [/\/meta\/handshake.*"successful":true|"successful":true.*\/meta\/handshake/, /\/meta\/connect/, /\/meta\/subscribe/],
    say: (client) => json([{ ...bayeux(`/chat/${room}`, client), data: { from: client.name, text: TEXT } }]),
    heard: /"from":"Ada","text":"hello, everyone"/,
    leave: (client) => json([{ ...bayeux('/meta/unsubscribe', client), subscription: `/chat/${room}` }]),
  },
  stomp: {
    path: '/stomp',
    enter: [
      () => 'CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0',
      () => `SUBSCRIBE\nid:sub-0\ndestination:/topic/${room}\n\n\0`,
    ],
    entered: [/^CONNECTED/, null], // the simple broker gives no receipt
    say: () => `SEND\ndestination:/app/${room}\ncontent-type:text/plain\n\n${TEXT}\0`,
    heard: /^MESSAGE\n[^]*hello, everyone\0$/,
    leave: () => 'UNSUBSCRIBE\nid:sub-0\n\n\0',
  },
};

function bayeux(channel, client) {
  const handshake = client.frames.find((frame) => frame.includes('clientId'));
  return { channel, id: `${++id}`, clientId: JSON.parse(handshake)[0].clientId };
}

const speak = DIALECTS[dialect];

function connect(name) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${speak.path}`, speak.protocol ? [speak.protocol] : []);
  const client = { name, socket, frames: [], read: 0, waiting: undefined };
  socket.on('message', (data) => {
    const frame = `${data}`;
    const reply = speak.answer?.(frame);
    if (reply !== undefined) {
      socket.send(reply);
      return;
    }
    console.log(`${name} < ${json(frame)}`);
    client.frames.push(frame);
    client.waiting?.();
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      if (socket.extensions) reject(new Error(`negotiated: ${socket.extensions}`));
      resolve(client);
    });
    socket.on('error', reject);
  });
}

function send(client, frame) {
  console.log(`${client.name} > ${json(frame)}`);
  client.socket.send(frame);
}

async function expect(client, pattern, what) {
  const deadline = Date.now() + 5000;
  for (;;) {
    while (client.read < client.frames.length) {
      if (pattern.test(client.frames[client.read++])) return;
    }
    if (Date.now() > deadline) throw new Error(`${client.name} is not told: ${what}`);
    await new Promise((resolve) => {
      client.waiting = resolve;
      setTimeout(resolve, 100);
    });
  }
}

async function enter(client) {
  for (const [i, frame] of speak.enter.entries()) {
    send(client, frame(client));
    if (speak.entered[i]) await expect(client, speak.entered[i], `step ${i + 1} of entering`);
    else await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const ada = await connect('Ada');
await enter(ada);
const bob = await connect('Bob');
await enter(bob);
if (speak.came) await expect(ada, speak.came, 'Bob came');
send(ada, speak.say(ada));
await Promise.all([expect(ada, speak.heard, 'what Ada says'), expect(bob, speak.heard, 'what Ada says')]);
send(bob, speak.leave(bob));
if (speak.went) await expect(ada, speak.went, 'Bob left');
const again = await connect('Bob');
await enter(again);
if (speak.came) await expect(ada, speak.came, 'Bob came again');
again.socket.close(speak.hangUp);
if (speak.went) await expect(ada, speak.went, 'Bob hung up');
const heard = bob.frames.length;
send(ada, speak.say(ada));
await expect(ada, speak.heard, 'what Ada says');
await new Promise((resolve) => setTimeout(resolve, 300));
if (bob.frames.slice(heard).some((frame) => speak.heard.test(frame))) throw new Error('Bob hears though he left');
console.log(`${dialect}: as it should be`);
process.exit(0);

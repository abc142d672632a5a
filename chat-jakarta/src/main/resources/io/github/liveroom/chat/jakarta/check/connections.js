import { command, PROTOCOL, Socket, Stream } from "./carriers.js";
import { because } from "./way.js";

const HOLDS_BACK =
  "Something holds the stream back: switch buffering and compression off for /liveroom/stream (nginx heeds X-Accel-Buffering unless told not to).";
const TOO_SILENT =
  "raise that to 75 s (nginx: proxy_read_timeout), or set ping to less.";

/** What the server says with a close code of its own. */
const SAID = {
  1008: "The server refuses the origin of this page: add it to origins.",
  1013: "The server has no place for one more connection: see max-connections.",
  4001: "The server is being stopped: check again when it is back.",
  4501: "The application lets in only those whom it knows: log in, and open this page again.",
  4507: "This address or person has too many connections: see connections-per-address and connections-per-member.",
};

export async function checkSocket(way, seen) {
  const { tell } = way;
  let socket = await connect(way, PROTOCOL);
  if (!socket.opened) {
    socket.close();
    // A browser takes an answer without the subprotocol for a failure.
    socket = await connect(way);
  }
  if (!socket.hello) {
    socket.close();
    tell("socket", ...(await whyNoSocket(way, socket, seen)));
    way.skip(["subprotocol", "frame", "idle"], "No WebSocket opened.");
    return;
  }
  tell("socket", "ok", "open");
  if (socket.protocol === PROTOCOL) {
    tell("subprotocol", "ok", PROTOCOL);
  } else {
    tell("subprotocol", "bad", "none", "The proxy has to pass Sec-WebSocket-Protocol on, both ways.");
  }
  if (!(await checkFrame(way, socket))) {
    const { protocol } = socket;
    socket.close();
    socket = await connect(way, protocol);
  }
  if (socket.hello) {
    await checkIdle(way, socket, "idle");
  } else {
    way.skip(["idle"], "No second WebSocket opened.");
  }
  socket.close();
}

async function connect(way, protocol) {
  const socket = new Socket(way.at("ws").replace(/^http/, "ws"), protocol, way.environment);
  await socket.line(({ hello }) => hello, way.patienceMs);
  return socket;
}

async function whyNoSocket(way, socket, seen) {
  if (socket.opened && !SAID[socket.ended?.code]) {
    return ["bad", "opens, and is silent", "Something on the way takes the WebSocket, and lets nothing through."];
  }
  const status = (await way.ask(way.at("ws")))?.status ?? 0;
  // To whoever wants no upgrade the server says so.
  const upgrade =
    "It arrives as a plain request: the proxy has to speak HTTP/1.1 to the server and pass Upgrade and Connection on (nginx: proxy_http_version 1.1).";
  return whyNot(socket, status, seen, status === 426 ? upgrade : because(status));
}

/** As `[state, measured, advice]`. */
async function whyNot(carrier, status, seen, advice) {
  const code = carrier.ended?.code;
  if (SAID[code]) {
    return ["warning", `closed with ${code}`, SAID[code]];
  }
  const verdicts = await seen;
  if (verdicts && verdicts.origin !== "allowed") {
    return ["skipped", "", "The server refuses the origin of this page; see there."];
  }
  return ["bad", status ? `status ${status}` : "no answer", advice];
}

/** The first command: the server waits for one, and not for long. */
async function checkFrame({ tell, patienceMs }, socket) {
  const size = socket.hello.limits.frame;
  socket.send(command(1, size));
  const answer = await socket.answer(1, patienceMs);
  if (answer) {
    tell("frame", "ok", `${size} bytes`);
  } else if (socket.ended?.code === 1009) {
    const why = "The container takes no frame as large as the longest message: raise its limit, or set text-length to less.";
    tell("frame", "bad", `${size} bytes are refused`, why);
  } else {
    const why = "Something on the way carries no frame as large as the longest message: raise its limit, or set text-length to less.";
    tell("frame", "bad", `${size} bytes are lost`, why);
  }
  return answer !== null;
}

export async function checkStream(way, seen) {
  const { tell } = way;
  const stream = new Stream(way.at, way.environment);
  await stream.line(({ hello }) => hello, way.streamMs);
  if (!stream.hello) {
    const advice = stream.ended ? because(stream.status) : HOLDS_BACK;
    tell("stream", ...(await whyNot(stream, stream.status, seen, advice)));
    way.skip(["posts", "large-post", "stream-idle"], "No stream began.");
  } else {
    if (stream.encoding) {
      tell("stream", "warning", stream.encoding, HOLDS_BACK);
    } else {
      tell("stream", "ok", "open");
    }
    if (await checkPost(way, stream, "posts", [1, 0], seen)) {
      await checkPost(way, stream, "large-post", [2, stream.hello.limits.frame], seen);
      await checkIdle(way, stream, "stream-idle");
    } else {
      way.skip(["large-post", "stream-idle"], "No command got through.");
    }
  }
  stream.close();
}

async function checkPost({ tell, patienceMs }, stream, check, [id, size], seen) {
  const status = await stream.post(command(id, size));
  const heard = status === 204 ? await stream.answer(id, patienceMs) : null;
  if (heard) {
    tell(check, "ok", size > 0 ? `${size} bytes` : "answered");
  } else if (status === 204) {
    tell(check, "bad", "no answer on the stream", HOLDS_BACK);
  } else {
    tell(check, ...(await whyNot(stream, status, seen, whyNoPost(status, size))));
  }
  return heard !== null;
}

function whyNoPost(status, size) {
  if (status === 404) {
    return "It did not come to the server of the stream with its header Liveroom-Connection: let that pass, and send a visitor to one server.";
  } else if (size > 0 && (status === 413 || status === 0)) {
    return `Something on the way takes no bodies of ${size} bytes: raise its limit (nginx: client_max_body_size).`;
  }
  return because(status);
}

/** For how long a connection lasts that only gives signs of life. */
async function checkIdle({ tell, idleMs, patienceMs }, carrier, check) {
  const seconds = Math.round(idleMs / 1000);
  carrier.send(command(3));
  await carrier.answer(3, patienceMs);
  await carrier.last(idleMs);
  const { ended, silence, pings } = carrier;
  if (SAID[ended?.code]) {
    tell(check, "warning", `closed with ${ended.code}`, SAID[ended.code]);
  } else if (ended) {
    tell(check, "bad", `ended after ${silence} s of silence`, `Something on the way ends what is silent: ${TOO_SILENT}`);
  } else {
    carrier.send(command(4));
    const answered = await carrier.answer(4, patienceMs);
    if (!answered) {
      tell(check, "bad", `dead after ${seconds} s`, `Something on the way has forgotten what was silent: ${TOO_SILENT}`);
    } else if (pings === 0 && idleMs > 2 * carrier.hello.pingMs) {
      const why = "The server's signs of life do not come through: something on the way holds them back.";
      tell(check, "warning", `${seconds} s, and no sign of life`, why);
    } else {
      tell(check, "ok", `${seconds} s, signs of life: ${pings}`);
    }
  }
}

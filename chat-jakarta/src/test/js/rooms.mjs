import { Connection } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { joined, record, surroundings } from "./fakes.mjs";

export { ADA, BOB, joined, message } from "./fakes.mjs";

const EVENTS = ["state", "joined", "entry", "members", "info", "typing", "read", "outgoing", "delayed", "ended"];

/** A page that asked to enter; `environment` replaces more of what it lives in. */
export function asked(options = {}, environment = {}) {
  const world = surroundings(0);
  const connection = new Connection("ws://localhost/liveroom/ws", { ...world.environment, ...environment });
  const room = connection.join({ room: "KQZW", name: "Ada", ...options });
  const events = record(room, ...EVENTS);
  world.sockets[0].open();
  return { ...world, connection, room, events, socket: world.sockets[0] };
}

/** A page that is in the room. */
export function entered(answer = {}, options = {}, environment = {}) {
  const world = asked(options, environment);
  world.socket.answer(world.socket.last("join"), joined(answer));
  world.events.length = 0;
  return world;
}

/** Breaks the connection, and opens the next socket. */
export function back(world) {
  world.sockets.at(-1).end();
  world.clock.advance(0);
  const socket = world.sockets.at(-1);
  socket.open();
  return socket;
}

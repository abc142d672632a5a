/**
 * The browser client of LiveRoom: one connection, any number of rooms, no dependencies.
 *
 *     import { Connection } from "./liveroom/liveroom.js";
 *     const room = new Connection("wss://example.org/liveroom/ws").join({ room: "KQZW", name: "Ada" });
 *     room.addEventListener("entry", ({ detail }) => console.log(detail.entry));
 *     room.send("hello");
 *
 * Types and the events are described in liveroom.d.ts, the wire in the project's docs/protocol.md.
 */
export { CloseCode, ErrorCode, LocalCode } from "./codes.js";
export { CommandError, Connection } from "./connection.js";
export { Room } from "./room.js";

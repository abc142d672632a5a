/** The browser client of LiveRoom; liveroom.d.ts describes it. */
export { CloseCode, CommandError, ErrorCode, LocalCode } from "./codes.js";
export { Connection } from "./connection.js";
export { Messages, Room } from "./room.js";

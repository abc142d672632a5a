/**
 * Follows the page that a connection lives in: a page that goes into the back-forward cache lets go of its socket and
 * takes it up again when it comes back, and a wait ends as soon as the browser is online or somebody looks.
 *
 * @returns a function that ends it
 */
export function followPage(connection, window) {
  const document = window.document;
  const listeners = [
    [window, "online", () => connection.hurry()],
    [window, "pagehide", () => connection.suspend()],
    [window, "pageshow", (event) => event.persisted && connection.open()],
    [document, "visibilitychange", () => document.visibilityState === "visible" && connection.hurry()],
  ];
  for (const [target, type, listener] of listeners) {
    target.addEventListener(type, listener);
  }
  return () => {
    for (const [target, type, listener] of listeners) {
      target.removeEventListener(type, listener);
    }
  };
}

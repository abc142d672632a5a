package io.github.liveroom.tests.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Somebody who speaks the protocol past every form: the browser client by itself, in a page that shows none of it.
 *
 * <p>Answers come back when the server has given them, so what is done here is done in order.
 */
final class BareClient {
    private static final String CLIENT = """
            async () => {
              const { Connection } = await import(new URL("liveroom/liveroom.js", location.href).href);
              const url = new URL("liveroom/ws", location.href).href.replace(/^http/, "ws");
              const connections = [];
              const stays = [];
              let cid = 0;

              async function connected(i) {
                connections[i] ??= new Connection(url);
                while (connections[i].state !== "open") {
                  const changed = new Promise((resolve) => connections[i].addEventListener("state", resolve, { once: true }));
                  connections[i].open();
                  await changed;
                }
                return connections[i];
              }

              async function joined(i, code, name) {
                const stay = (await connected(i)).join({ room: code, name, tail: 0, storage: null, autoStatus: false });
                const refused = await new Promise((resolve) => {
                  stay.addEventListener("joined", () => resolve(null), { once: true });
                  stay.addEventListener("ended", ({ detail }) => resolve(detail.error), { once: true });
                });
                stays[i] = refused === null ? stay : null;
                return refused;
              }

              function ask(i, cmd, fields) {
                return connections[i].request(cmd, { room: stays[i].code, cid: `c${cid++}`, ...fields });
              }

              globalThis.bare = {
                async creates([name]) {
                  const { code } = await (await connected(0)).request("create");
                  await joined(0, code, name);
                  return code;
                },
                async joins([code, names]) {
                  const answers = [];
                  for (const [i, name] of names.entries()) {
                    const refused = await joined(i, code, name);
                    answers.push(refused === null ? { name: stays[i].me.name } : { refused });
                  }
                  return answers;
                },
                async says([texts]) {
                  const offsets = [];
                  for (const text of texts) {
                    offsets.push((await ask(0, "send", { text, replyTo: offsets.at(-1) })).offset);
                  }
                  return offsets;
                },
                async asks([cmd, list]) {
                  for (const fields of list) {
                    await ask(0, cmd, fields);
                  }
                },
                async everybodySays([text, target, emoji]) {
                  let replyTo = target;
                  for (const [i, stay] of stays.entries()) {
                    if (stay) {
                      replyTo = (await ask(i, "send", { text, replyTo })).offset;
                      await ask(i, "react", { target, emoji, on: true });
                    }
                  }
                },
                async everybodyLeaves() {
                  for (const stay of stays.splice(0)) {
                    await stay?.leave();
                  }
                },
                async kicks([name, reason]) {
                  const { members } = await ask(0, "members");
                  const { member } = members.find((one) => one.name === name);
                  await ask(0, "kick", { member, reason });
                },
                async closes([reason]) {
                  await ask(0, "close", { reason });
                },
              };
            }
            """;

    private final Person person;

    private BareClient(Person person) {
        this.person = person;
    }

    /** On the home page, in a browser of its own. */
    static BareClient of(Person person) {
        person.opensHome();
        person.page().evaluate(CLIENT);
        return new BareClient(person);
    }

    /** Creates a room and is in it, as its owner; returns the code. */
    String creates(String name) {
        return (String) does("creates", name);
    }

    /** Joins under these names, each over a connection of its own; returns the {@code name} or why it was {@code refused}. */
    List<Map<String, String>> joins(String code, List<String> names) {
        return ((List<?>) does("joins", code, names))
                .stream().map(BareClient::texts).toList();
    }

    /** Says these texts, each in answer to the one before; returns where they stand. */
    List<Integer> says(List<String> texts) {
        return ((List<?>) does("says", texts)).stream().map(Integer.class::cast).toList();
    }

    /** Gives commands over the first connection. */
    void asks(String command, List<Map<String, Object>> each) {
        does("asks", command, each);
    }

    /** Whoever got in says this in answer to who spoke before, and reacts to the message where that begins. */
    void everybodySays(String text, int target, String emoji) {
        does("everybodySays", text, target, emoji);
    }

    void everybodyLeaves() {
        does("everybodyLeaves");
    }

    void kicks(String name, String reason) {
        does("kicks", name, reason);
    }

    void closes(String reason) {
        does("closes", reason);
    }

    private Object does(String what, Object... arguments) {
        return person.page().evaluate("([what, list]) => bare[what](list)", List.of(what, List.of(arguments)));
    }

    private static Map<String, String> texts(Object answer) {
        return ((Map<?, ?>) answer).entrySet().stream().collect(Collectors.toMap(each -> (String) each.getKey(), each ->
                (String) each.getValue()));
    }
}

package io.github.liveroom.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hostile texts are hostile, and what the tests go by notices them: else none of those that find nothing says anything. */
class UntrustedTextControlTest {
    /** Each frame stands for a page that prints a text as it is, as a value and between tags. */
    private static final String WHICH_RUN = """
            async (texts) => {
              globalThis.ran = new Set();
              const pages = texts.map((text, i) => [i, `<input value="${text}">${text}`]);
              while (pages.length > 0) {
                await Promise.all(pages.splice(0, 40).map(([i, html]) => new Promise((resolve) => {
                  const frame = document.createElement("iframe");
                  frame.name = i;
                  frame.srcdoc = html;
                  frame.addEventListener("load", () => setTimeout(resolve), { once: true });
                  document.body.append(frame);
                })));
              }
              return ran.size;
            }
            """;

    /** In place of a dialog: the frame of the text is told, from however deep below it. */
    private static final String NO_DIALOGS = """
            globalThis.alert = () => {
              let frame = globalThis;
              while (frame.parent !== top) {
                frame = frame.parent;
              }
              top.ran.add(frame.name);
            };
            """;

    private static final String TAKE_FOR_MARKUP = """
            (texts) => {
              for (const text of texts) {
                const box = document.createElement("div");
                document.body.append(box);
                box.append(document.createRange().createContextualFragment(text));
              }
            }
            """;

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void manyRunWhereNothingKeepsThemFromIt() {
        Person eve = chat.person("Eve").doesAnything();
        eve.context().addInitScript(NO_DIALOGS);
        eve.page().navigate("about:blank");
        assertThat((Integer) eve.page().evaluate(WHICH_RUN, HostileText.ALL)).isGreaterThan(50);
    }

    @Test
    void noneRunsOnAPageOfOursThatTakesThemForMarkupAndThatIsReported() {
        Person eve = chat.person("Eve").opensHome().doesAnything();
        Page page = eve.page();
        page.evaluate(TAKE_FOR_MARKUP, HostileText.ALL);
        page.waitForCondition(() -> reports(eve) > 50, new Page.WaitForConditionOptions().setTimeout(Chat.PATIENCE_MS));
        assertThat(eve.misdeeds()).noneMatch(one -> one.startsWith("A dialog"));
    }

    private static long reports(Person person) {
        return person.misdeeds().stream()
                .filter(one -> one.contains("Against the policy"))
                .count();
    }
}

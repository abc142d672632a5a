package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Hostile texts wherever the room page shows what others wrote: each is there to the letter, the page is made of the same
 * elements as with a harmless one, nothing runs, and the policy has nothing to stop.
 */
class UntrustedTextCorpusTest {
    private static final int SEATS = 25;
    private static final int NAME = 32;
    private static final int TITLE = 80;
    private static final int REASON = 200;
    private static final int EMOJI = 16;
    private static final int KINDS_OF_EMOJI = 20;

    private static final String QUOTES =
            "(log) => [...log.querySelectorAll('.quote-text')].map((quote) => quote.textContent)";

    /** Opens what can be done about each of the others, up to the question whether they are sure, and closes it again. */
    private static final String ASK_ABOUT_EACH = """
            (people) => [...people.querySelectorAll("li + li button")].map((one) => {
              const [person, sure] = ["person", "confirm"].map((id) => document.getElementById(id));
              one.click();
              const head = person.querySelector("h2").textContent;
              [...person.querySelectorAll(".actions button")].find(({ textContent }) => textContent === "Ban…").click();
              const question = sure.querySelector("h2").textContent;
              const made = [person, sure].map((dialog) => dialog.querySelectorAll("h2 *").length);
              sure.querySelector("[data-close]").click();
              return [head, question, made.join()].join("|");
            })
            """;

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void thereAreMoreThanAHundred() {
        assertThat(HostileText.ALL).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void messagesQuotesAndEditsAreText() {
        List<String> texts = new ArrayList<>(HostileText.ALL);
        List<String> said = harmlessAnd(texts, "hello", "hello again");
        BareClient eve = BareClient.of(chat.person("Eve"));
        Person bob = chat.person("Bob").joins(eve.creates("Eve"));
        List<Integer> offsets = eve.says(said);
        assertSaidAndQuoted(bob, said);

        Collections.rotate(texts, 1);
        List<Integer> targets = offsets.subList(2, offsets.size());
        eve.asks(
                "edit",
                IntStream.range(0, texts.size())
                        .mapToObj(i -> Map.<String, Object>of("target", targets.get(i), "text", texts.get(i)))
                        .toList());
        List<String> edited = harmlessAnd(texts, "hello", "hello again");
        assertSaidAndQuoted(bob, edited);

        bob.reloads();
        Locator earlier = bob.log().locator(".earlier button");
        bob.finds(
                "no earlier messages",
                0,
                () -> earlier.evaluateAll("(all) => { all.forEach((one) => one.click()); return all.length; }"));
        assertSaidAndQuoted(bob, edited);
    }

    @Test
    void namesAreText() {
        Person bob = chat.person("Bob");
        String code = bob.creates();
        bob.says("hello");
        List<String> log = new ArrayList<>(List.of("Bob joined", "Bob: hello"));
        bob.reads(log.toArray(String[]::new));
        int hello = Integer.parseInt(bob.message("hello").first().getAttribute("data-offset"));
        Locator chip = bob.message("hello").first().locator(".chip");
        BareClient others = BareClient.of(chat.person("Eve"));
        List<String> names = HostileText.cutTo(NAME);
        int accepted = 0;
        for (int from = 0; from < names.size(); from += SEATS) {
            List<String> some = names.subList(from, Math.min(names.size(), from + SEATS));
            List<Map<String, String>> answers = others.joins(code, harmlessAnd(some, "Eve"));
            List<String> here = answers.stream()
                    .map(answer -> answer.get("name"))
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(answers.stream().map(answer -> answer.get("refused")).filter(Objects::nonNull))
                    .as("why names are refused")
                    .isSubsetOf("name_invalid", "name_required", "name_taken");
            others.everybodySays("hi", hello, "👍");
            here.forEach(name -> log.add(name + " joined"));
            here.forEach(name -> log.add(name + ": hi"));
            bob.reads(log.toArray(String[]::new));
            bob.seesHere(harmlessAnd(here, "Bob (you, owner)").toArray(String[]::new));
            accepted += here.size();
            assertThat(chip).hasText("👍 " + accepted);
            assertThat(chip.getAttribute("title")).contains(here);
            assertThat(bob.people().evaluate(ASK_ABOUT_EACH))
                    .isEqualTo(here.stream()
                            .map(name -> name + "|Ban " + name + "?|1,0")
                            .toList());
            assertAllAlike(bob.people().locator("li + li"));
            others.everybodyLeaves();
            here.forEach(name -> log.add(name + " left"));
            bob.reads(log.toArray(String[]::new));
        }
        assertAllAlike(bob.log().locator(".message:has(.quote)"));
        assertAllAlike(bob.log().locator(".event"));
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void titlesAreText() {
        BareClient eve = BareClient.of(chat.person("Eve"));
        String code = eve.creates("Eve");
        Person bob = chat.person("Bob").joins(code);
        List<String> log = new ArrayList<>(List.of("Eve joined", "Bob joined"));
        List<String> titles = harmlessAnd(HostileText.cutTo(TITLE), "hello");
        for (String title : titles) {
            log.add("Eve named the room “" + title + "”");
        }
        eve.asks(
                "update",
                titles.stream()
                        .map(title -> Map.<String, Object>of("title", title))
                        .toList());
        bob.reads(log.toArray(String[]::new));
        assertAllAlike(bob.log().locator(".event:has(bdi + bdi)"));
        Locator heading = bob.page().locator("#room-title");
        String last = titles.get(titles.size() - 1);
        bob.finds("the title", last, heading::textContent);
        assertThat(heading.locator("*")).hasCount(0);
        assertThat(bob.page()).hasTitle(last + " · " + code + " · LiveRoom");
    }

    @Test
    void reactionsAreText() {
        List<String> emoji = harmlessAnd(HostileText.cutTo(EMOJI), "x");
        List<String> messages = IntStream.rangeClosed(0, emoji.size() / KINDS_OF_EMOJI)
                .mapToObj(i -> "message " + i)
                .toList();
        BareClient eve = BareClient.of(chat.person("Eve"));
        Person bob = chat.person("Bob").joins(eve.creates("Eve"));
        List<Integer> offsets = eve.says(messages);
        eve.asks(
                "react",
                IntStream.range(0, emoji.size())
                        .mapToObj(i -> Map.<String, Object>of(
                                "target", offsets.get(i / KINDS_OF_EMOJI), "emoji", emoji.get(i), "on", true))
                        .toList());
        Locator chips = bob.log().locator(".chip");
        bob.finds(
                "the reactions",
                emoji.stream().map(one -> one + " 1|" + one + ": 1").toList(),
                () -> chips.evaluateAll("(all) => all.map((chip) => `${chip.textContent}|${chip.ariaLabel}`)"));
        assertAllAlike(chips);
    }

    @Test
    void reasonsOfAKickAreText() {
        BareClient eve = BareClient.of(chat.person("Eve"));
        Person bob = chat.person("Bob").joins(eve.creates("Eve"));
        Set<String> shapes = new HashSet<>();
        for (String reason : harmlessAnd(HostileText.packedTo(REASON), "hello")) {
            eve.kicks("Bob", reason);
            Locator why = bob.page().locator("#end-text");
            bob.finds("why", "Somebody who looks after it has removed you: " + reason, why::textContent);
            shapes.add(Shape.of(bob.page().locator("#end")));
            bob.reloads();
        }
        assertThat(shapes).hasSize(1);
    }

    @Test
    void reasonsWhyARoomIsClosedAreText() {
        BareClient eve = BareClient.of(chat.person("Eve"));
        Person bob = chat.person("Bob").opensHome();
        Set<String> shapes = new HashSet<>();
        for (String reason : harmlessAnd(HostileText.packedTo(REASON), "hello")) {
            String code = eve.creates("Eve");
            bob.posts("", Map.of("token", bob.token(), "name", "Bob", "code", code));
            bob.isInARoom();
            eve.closes(reason);
            bob.isHome();
            bob.finds(
                    "why", "This room was closed: " + reason, () -> bob.notice().textContent());
            shapes.add(Shape.of(bob.page().locator("main")));
        }
        assertThat(shapes).hasSize(1);
    }

    /** The texts of Eve, each of which quotes the one before. */
    private static void assertSaidAndQuoted(Person reader, List<String> said) {
        List<String> log = new ArrayList<>(List.of("Eve joined", "Bob joined"));
        said.forEach(text -> log.add("Eve: " + text));
        reader.reads(log.toArray(String[]::new));
        reader.finds("the quotes", said.subList(0, said.size() - 1), () ->
                (List<?>) reader.log().evaluate(QUOTES));
        assertAllAlike(reader.log().locator(".message:has(.quote)"));
        assertThat(reader.page()).hasTitle(reader.code() + " · LiveRoom");
    }

    private static List<String> harmlessAnd(List<String> texts, String... harmless) {
        return Stream.concat(Stream.of(harmless), texts.stream()).toList();
    }

    /** The first is of a harmless text. */
    private static void assertAllAlike(Locator parts) {
        List<String> shapes = Shape.ofEach(parts);
        assertThat(shapes).hasSizeGreaterThan(1).containsOnly(shapes.get(0));
    }
}

package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Somebody in front of a browser: what they do, and what they find on the page. */
final class Person {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** The lines of the log as people read them: "Ada: hello", "Bob joined", and "Sending…: hi" before it is there. */
    private static final String READ_LOG = """
            (log) => [...log.children].map((row) => {
              const said = row.querySelector(".text")?.textContent;
              if (said !== undefined) {
                return `${(row.querySelector(".who") ?? row.querySelector(".when")).textContent}: ${said}`;
              }
              const words = row.cloneNode(true);
              words.querySelectorAll(".when").forEach((time) => time.remove());
              return words.textContent.replace(/[ \\u00b7]+$/, "");
            })
            """;

    private static final String READ_PEOPLE =
            "(list) => [...list.children].map((one) => one.textContent.replaceAll(/\\s+/g, ' ').trim())";

    private static final String POST = """
            ([action, fields]) => {
              document.documentElement.dataset.left = "";
              const form = document.createElement("form");
              form.method = "post";
              form.action = action;
              form.acceptCharset = "utf-8"; // not that of the page, which need not be ours
              for (const [name, value] of Object.entries(fields)) {
                const area = document.createElement("textarea");
                area.name = name;
                area.value = value;
                form.append(area);
              }
              document.body.append(form);
              form.submit();
            }
            """;

    private final String name;
    private final URI home;
    private final BrowserContext context;
    private final Watch watch;
    private final Page page;

    Person(String name, URI home, BrowserContext context, Watch watch) {
        this.name = name;
        this.home = home;
        this.context = context;
        this.watch = watch;
        this.page = context.newPage();
    }

    /** A second tab in the same browser, for another name or the same. */
    Person tab(String tabName) {
        return new Person(tabName, home, context, watch);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** From here on the server may be out of reach. */
    Person expectsOffline() {
        watch.expectOffline();
        return this;
    }

    /** From here on this page may do what no page may do. */
    Person doesAnything() {
        watch.expectAnything();
        return this;
    }

    /** What the page did that no page may do, and was expected to. */
    List<String> misdeeds() {
        return watch.seen();
    }

    List<String> problems() {
        // Once around each page, so that everything it had to say has arrived.
        context.pages().forEach(tab -> tab.evaluate("0"));
        return watch.problems();
    }

    void close() {
        context.close();
    }

    void photograph(Path folder, String file) {
        photograph(page, folder, file);
    }

    /** Every tab, for whoever has to find out what went wrong. */
    void photographAll(Path folder, String file) {
        List<Page> tabs = context.pages();
        for (int i = 0; i < tabs.size(); i++) {
            photograph(tabs.get(i), folder, file + "-" + name + "-" + i);
        }
    }

    private static void photograph(Page tab, Path folder, String file) {
        Path path = folder.resolve(file.replaceAll("[^\\w-]", "_") + ".png");
        tab.screenshot(new Page.ScreenshotOptions().setPath(path));
    }

    // Going places

    String link(String code) {
        return home + "r/" + code;
    }

    Response opens(String path) {
        return page.navigate(home + path);
    }

    Person opensHome() {
        opens("");
        return this;
    }

    /** Creates a room over the home page, and returns its code. */
    String creates() {
        opensHome();
        nameField().fill(name);
        sends("Create");
        isInARoom();
        return code();
    }

    /** Joins over the home page. */
    Person joins(String typedCode) {
        opensHome();
        submits(name, typedCode);
        return isInARoom();
    }

    /** Follows a link to a room, and gives a name. */
    Person joinsByLink(String code) {
        opens("r/" + code);
        nameField().fill(name);
        sends("Join");
        return isInARoom();
    }

    /** Fills in the form of the home page and presses the button to join. */
    void submits(String typedName, String typedCode) {
        nameField().fill(typedName);
        codeField().fill(typedCode);
        sends("Join");
    }

    /** Sends a form with one of its buttons, and has the page that comes back, be it the same once more. */
    void sends(String button) {
        page.evaluate("document.documentElement.dataset.left = ''");
        button(button).click();
        page.locator("html:not([data-left])").waitFor();
        page.waitForLoadState();
    }

    /** What a form of this page has to carry. */
    String token() {
        return page.locator("input[name=token]").first().inputValue();
    }

    /** Sends a form that no page has, with every character as it is, and has the page that comes back. */
    Response posts(String path, Map<String, String> fields) {
        Response answer = answerTo(() -> page.evaluate(POST, List.of(home + path, fields)));
        page.locator("html:not([data-left])").waitFor();
        page.waitForLoadState();
        return answer;
    }

    /** What the server says to a form that is sent now. */
    Response answerTo(Runnable submit) {
        return page.waitForResponse(response -> response.request().isNavigationRequest(), submit);
    }

    void leaves() {
        button("Leave").click();
        isHome();
    }

    void reloads() {
        page.reload();
        isInARoom();
    }

    void says(String text) {
        messageField().fill(text);
        button("Send").click();
    }

    /** Opens what can be done with a message. */
    void opensMenuOf(String text) {
        message(text).first().hover();
        message(text).first().locator(".options").click();
    }

    /** Does something with a message, or reacts to it. */
    void chooses(String text, String what) {
        opensMenuOf(text);
        Locator.GetByRoleOptions named =
                new Locator.GetByRoleOptions().setName(what).setExact(true);
        menu().getByRole(AriaRole.BUTTON, named).click();
    }

    /** Does something about somebody in the list of who is here. */
    void does(String what, String member) {
        Locator.GetByRoleOptions named =
                new Locator.GetByRoleOptions().setName(member).setExact(true);
        people().getByRole(AriaRole.BUTTON, named).click();
        dialog().getByText(what).click();
    }

    /** Presses the button of a dialog that asks. */
    void confirms(String button) {
        Locator.GetByRoleOptions named =
                new Locator.GetByRoleOptions().setName(button).setExact(true);
        dialog().getByRole(AriaRole.BUTTON, named).click();
    }

    // What there is on a page

    Locator nameField() {
        return field("Name");
    }

    Locator codeField() {
        return field("Room code");
    }

    Locator messageField() {
        return field("Message");
    }

    private Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    Locator button(String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** What the page has to say about itself as a whole. */
    Locator notice() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** How the connection is. */
    Locator state() {
        return page.getByRole(AriaRole.STATUS);
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    /** The messages with this text in them. */
    Locator message(String text) {
        return page.locator(
                ".message",
                new Page.LocatorOptions().setHas(page.locator(".text").getByText(text)));
    }

    Locator menu() {
        return page.locator("#menu");
    }

    Locator dialog() {
        return page.locator("dialog[open]");
    }

    Locator people() {
        return page.locator("#people");
    }

    Locator typing() {
        return page.locator("#typing");
    }

    String code() {
        return page.locator("#code").textContent().strip();
    }

    // What has to be so, now or soon

    Person isInARoom() {
        assertThat(page).hasURL(Pattern.compile(".*/r/[^/]+"));
        assertThat(messageField()).isEnabled();
        return this;
    }

    Person isHome() {
        assertThat(page).hasURL(home.toString());
        assertThat(codeField()).isVisible();
        page.waitForLoadState(); // the page's script fills in the name, but not over what was typed
        return this;
    }

    /** The whole log is exactly this. */
    void reads(String... lines) {
        finds("the log", List.of(lines), this::lines);
    }

    /** The log ends with this. */
    void readsLast(String text) {
        finds("the last line", true, () -> {
            List<String> lines = lines(); // read once: it changes meanwhile
            return !lines.isEmpty() && lines.get(lines.size() - 1).endsWith(text);
        });
    }

    List<String> lines() {
        return texts(log().evaluate(READ_LOG));
    }

    /** These people are in the room, exactly, and nobody else. */
    void seesHere(String... members) {
        Locator list = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName(Pattern.compile("Here now")));
        finds("who is here", List.of(members), () -> texts(list.evaluate(READ_PEOPLE)));
    }

    /** Waits until a room does not exist any more, as somebody who was never in it. */
    void waitsUntilGone(String code) {
        finds(
                "no room at the link",
                404,
                () -> context.request().get(link(code)).status());
    }

    /** The field is marked as wrong, and this is what it says. */
    void findsWrong(Locator field, String why) {
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasAccessibleDescription(Pattern.compile("^" + why.replace(".", "\\.")));
        Locator words = page.getByText(why, new Page.GetByTextOptions().setExact(true));
        assertThat(words).isVisible();
        double bottomOfField = field.boundingBox().y + field.boundingBox().height;
        assertThat(words.boundingBox().y - bottomOfField)
                .as("pixels from the field down to what is wrong with it")
                .isBetween(0.0, 24.0);
    }

    /** Whether nobody has to scroll from side to side. */
    boolean fits() {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    }

    /** Waits until something is as it has to be. */
    <T> void finds(String what, T expected, Supplier<T> actual) {
        try {
            page.waitForCondition(
                    () -> expected.equals(actual.get()),
                    new Page.WaitForConditionOptions().setTimeout(Chat.PATIENCE_MS));
        } catch (TimeoutError e) {
            assertThat(actual.get()).as(name + " finds " + what).isEqualTo(expected);
        }
    }

    private static List<String> texts(Object read) {
        return ((List<?>) read).stream().map(String::valueOf).toList();
    }
}

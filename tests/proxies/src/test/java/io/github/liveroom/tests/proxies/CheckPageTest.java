package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the page that checks the way to the server says in a real browser behind nginx, set up as it should be and with one thing
 * wrong. All pages look at the same time, so that no test waits for silence of its own.
 */
class CheckPageTest {
    @RegisterExtension
    static final Behind behind = Behind.a(Kind.NGINX);

    private static final int PATIENCE_MS = 120_000;

    /** Between two pings, so that what ends silent connections sooner than this shows. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    /** Longer than that; and patience is no matter but where something is held back for ever. */
    private static final String IN_A_HURRY = """
            new MutationObserver(() => {
              const page = document.getElementById("way");
              if (page) {
                page.dataset.idleSeconds = "5";
                page.dataset.patienceSeconds = "60";
                page.dataset.streamSeconds = "%d";
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    private static Playwright playwright;
    private static Browser browser;
    private static CompletableFuture<Server> known;
    private static Proxy right;
    private static Page asTheDocumentsSay;
    private static Page withoutUpgrade;
    private static Page heldBack;
    private static Page impatient;
    private static Page narrow;
    private static Page nameless;

    @BeforeAll
    static void open() {
        Optional<Path> chromium = chromium();
        assumeTrue(
                chromium.isPresent() || Program.isRequired(), "no Chromium on the PATH or named by LIVEROOM_BROWSER");
        int port = Ports.free();
        // A server takes as long to start as a browser.
        known = CompletableFuture.supplyAsync(() -> Server.start("public-origin=https://localhost:" + port));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--disable-background-networking", "--no-first-run", "--disable-gpu")));
        withoutUpgrade = look(wrong("proxy_set_header Upgrade           $http_upgrade;", ""), 60);
        heldBack = look(wrong("proxy_ignore_headers X-Accel-Buffering; gzip_types text/event-stream;"), 2);
        narrow = look(wrong("client_max_body_size 1k;"), 60);
        nameless = look(wrong("proxy_set_header X-Forwarded-Proto $scheme;", ""), 60);
        impatient = look(behind.proxy(SHORT), 60);
        right = Proxy.start(Kind.NGINX, Snippet.named("nginx"), port, known.join(), Behind.USUAL, behind.certificate());
        asTheDocumentsSay = look(right, 60);
    }

    /** With one line more than there should be. */
    private static Proxy wrong(String line) {
        return wrong("proxy_http_version 1.1;", "proxy_http_version 1.1; " + line);
    }

    private static Proxy wrong(String theirs, String ours) {
        return behind.proxy(Snippet.named("nginx").with(theirs, ours), Behind.USUAL);
    }

    private static Optional<Path> chromium() {
        String named = System.getenv("LIVEROOM_BROWSER");
        return named != null && named.contains("/")
                ? Optional.of(Path.of(named)).filter(Files::isExecutable)
                : Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Program.find(name).stream())
                        .findFirst();
    }

    private static Page look(Proxy through, int streamSeconds) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        context.addInitScript(IN_A_HURRY.formatted(streamSeconds));
        Page page = context.newPage();
        page.navigate(
                through.home() + "liveroom/check", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return page;
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (right != null) {
            right.close();
        }
        if (known != null) {
            known.join().close();
        }
    }

    /** The checks with one of these outcomes, when all are done. */
    private static TreeSet<String> of(Page page, String... states) {
        page.locator("#report").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        TreeSet<String> found = new TreeSet<>();
        for (String state : states) {
            Locator rows = page.locator("[data-state=" + state + "]");
            ((List<?>) rows.evaluateAll("(rows) => rows.map((row) => row.id)")).forEach(id -> found.add((String) id));
        }
        return found;
    }

    private static String advice(Page page, String check) {
        return page.locator("#" + check + " .advice").textContent();
    }

    @Test
    void allIsWellAsTheDocumentsSay() {
        assertThat(of(asTheDocumentsSay, "bad", "warning", "skipped", "pending"))
                .isEmpty();
        assertThat(of(asTheDocumentsSay, "ok")).hasSize(18);
        assertThat(asTheDocumentsSay.getByText("Done: 18 OK.").isVisible()).isTrue();
    }

    @Test
    void anUpgradeThatIsNotPassedOnIsNamed() {
        assertThat(of(withoutUpgrade, "bad")).containsExactly("socket");
        assertThat(of(withoutUpgrade, "skipped")).containsExactly("frame", "idle", "subprotocol");
        assertThat(advice(withoutUpgrade, "socket")).contains("Upgrade and Connection");
    }

    @Test
    void aStreamThatIsHeldBackIsNamed() {
        assertThat(of(heldBack, "bad")).containsExactly("stream");
        assertThat(of(heldBack, "skipped")).containsExactly("large-post", "posts", "stream-idle");
        assertThat(advice(heldBack, "stream")).contains("buffering");
    }

    @Test
    void anEndOfWhatIsSilentIsNamed() {
        assertThat(of(impatient, "bad")).containsExactly("idle", "stream-idle");
        assertThat(of(impatient, "skipped")).isEmpty();
        assertThat(advice(impatient, "idle")).contains("proxy_read_timeout");
    }

    @Test
    void aLimitForBodiesIsNamed() {
        assertThat(of(narrow, "bad")).containsExactly("large-post");
        assertThat(of(narrow, "skipped")).isEmpty();
        assertThat(advice(narrow, "large-post")).contains("client_max_body_size");
    }

    @Test
    void aSchemeThatIsNotPassedOnIsNamed() {
        assertThat(of(nameless, "bad")).containsExactly("origin", "scheme");
        assertThat(of(nameless, "ok")).contains("host", "server", "proxy", "stream");
        assertThat(advice(nameless, "scheme"))
                .contains("X-Forwarded-Proto", nameless.url().replaceAll("(https://[^/]+)/.*", "$1"));
    }
}

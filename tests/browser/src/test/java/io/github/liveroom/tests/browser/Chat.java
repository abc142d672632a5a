package io.github.liveroom.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.liveroom.tests.network.Cable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The chat as people have it: a server, and a browser for each person.
 *
 * <p>Classes with the same options share a server, all share a browser process. After each test nobody is left, nobody's
 * browser may have complained, and the server may have printed nothing.
 */
final class Chat implements ExecutionCondition, BeforeAllCallback, AfterEachCallback {
    /** How long something may take before it counts as never coming. */
    static final int PATIENCE_MS = 30_000;

    /** Everybody here has one address and types fast, and a machine under load may take its time. */
    private static final List<String> ALWAYS = List.of(
            "--set", "guesses-per-minute=100000", "--set", "commands-burst=1000", "--set", "reconnect-grace=60s");

    private static final Path FAILURES = Path.of("target", "failures");
    private static final Namespace NAMESPACE = Namespace.create(Chat.class);
    private static final AtomicBoolean SKIP_WAS_TOLD = new AtomicBoolean();

    private final List<String> options;
    private final List<Person> people = new ArrayList<>();
    private final List<Cable> cables = new ArrayList<>();
    private Server server;
    private Browser browser;

    private Chat(List<String> options) {
        this.options = options;
    }

    /** The chat with these options on the server's command line, besides what the tests need. */
    static Chat with(String... options) {
        List<String> all = new ArrayList<>(ALWAYS);
        all.addAll(List.of(options));
        return new Chat(all);
    }

    /** The chat with little patience: seats are kept for half a second, and so are empty rooms. */
    static Chat impatient() {
        return with("--set", "reconnect-grace=500ms", "--set", "empty-grace=500ms");
    }

    Server server() {
        return server;
    }

    /** Somebody with a browser of their own, who uses a name. No page is open yet. */
    Person person(String name) {
        return person(name, setup -> setup);
    }

    /** Somebody with a browser of another kind. */
    Person person(String name, UnaryOperator<Browser.NewContextOptions> setup) {
        return person(name, server.address(), setup);
    }

    /** Somebody whose browser reaches the server through a cable. */
    Person personBehind(Cable cable, String name) {
        return personBehind(cable, name, setup -> setup);
    }

    Person personBehind(Cable cable, String name, UnaryOperator<Browser.NewContextOptions> setup) {
        return person(name, cable.address(), setup);
    }

    /** A network to the server that can be cut. */
    Cable cable() {
        Cable cable = new Cable(server.address());
        cables.add(cable);
        return cable;
    }

    private Person person(String name, URI home, UnaryOperator<Browser.NewContextOptions> setup) {
        Browser.NewContextOptions plain = new Browser.NewContextOptions().setLocale("en-GB");
        BrowserContext context = browser.newContext(setup.apply(plain));
        Person person = new Person(name, home, context, new Watch(context));
        people.add(person);
        return person;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find().isPresent() || Chromium.isRequired()) {
            return ConditionEvaluationResult.enabled("there is a browser, or its absence is a failure");
        }
        String why = "Browser tests are skipped: no Chromium on the PATH or named by LIVEROOM_BROWSER.";
        if (!SKIP_WAS_TOLD.getAndSet(true)) {
            System.out.println(why);
        }
        return ConditionEvaluationResult.disabled(why);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        browser = store.getOrComputeIfAbsent(OpenBrowser.class, key -> new OpenBrowser(), OpenBrowser.class).browser;
        server = store.getOrComputeIfAbsent(options, Server::start, Server.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        List<String> problems = new ArrayList<>();
        try {
            for (Person person : people) {
                if (failed) {
                    person.photographAll(
                            FAILURES, context.getRequiredTestMethod().getName());
                }
                problems.addAll(person.problems());
            }
        } finally {
            people.forEach(Person::close);
            people.clear();
            cables.forEach(Cable::close);
            cables.clear();
        }
        assertThat(problems).as("what browsers complained about").isEmpty();
        server.assertQuiet();
        if (failed) {
            server.restartIfDead();
        }
    }

    /** Playwright and one Chromium, for all classes. */
    private static final class OpenBrowser implements AutoCloseable {
        private static final List<String> QUIETLY = List.of(
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--no-first-run",
                "--disable-gpu",
                // What each window starts for what nobody sees is a third of the work. Of several such options the last
                // counts, so those that Playwright switches off, and that matter here, are among them.
                "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
                        + "SpareRendererForSitePerProcess,DestroyProfileOnBrowserClose,HttpsUpgrades,OptimizationHints,"
                        + "PaintHolding,ThirdPartyStoragePartitioning,Translate");

        private final Playwright playwright;
        private final Browser browser;

        OpenBrowser() {
            Path program = Chromium.find()
                    .orElseThrow(() -> new AssertionError("No Chromium on the PATH or named by LIVEROOM_BROWSER,"
                            + " and where CI=true or liveroom.browser.required=true that is a failure."));
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(program).setArgs(QUIETLY));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}

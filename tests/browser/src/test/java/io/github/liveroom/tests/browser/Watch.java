package io.github.liveroom.tests.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes note of everything that no page may do: errors, whatever the policy of the page forbids, dialogs. */
final class Watch {
    private static final String REPORT_VIOLATIONS = """
            addEventListener("securitypolicyviolation", (event) =>
                console.error(`Against the policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
            """;

    private final List<String> problems = new ArrayList<>();
    private final List<ConsoleMessage> complaints = new ArrayList<>();
    private final Set<String> refusedPages = new HashSet<>();
    private boolean offline;
    private boolean anything;

    Watch(BrowserContext context) {
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(message -> {
            // Where a page names no icon (a script looked at by itself), Chromium asks the host's root for one.
            boolean aboutIcon = message.location().contains("/favicon.ico:");
            if (Set.of("error", "warning").contains(message.type()) && !aboutIcon) {
                complaints.add(message);
            }
        });
        context.onWebError(error -> problems.add("Uncaught: " + error.error()));
        context.onDialog(dialog -> {
            problems.add("A dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onResponse(this::response);
    }

    /** From here on the server may be out of reach, and the browser may say so. */
    void expectOffline() {
        offline = true;
    }

    /** From here on the page may do what no page may do, since the test makes it. */
    void expectAnything() {
        anything = true;
    }

    List<String> problems() {
        return anything ? List.of() : seen();
    }

    /** What there was, expected or not. */
    List<String> seen() {
        List<String> all = new ArrayList<>(problems);
        complaints.stream()
                .filter(complaint -> !isExpected(complaint))
                .map(complaint -> complaint.type() + ": " + complaint.text() + " at " + complaint.location())
                .forEach(all::add);
        return all;
    }

    /** A form that is sent back has a status that browsers complain about; so do they when the network is gone. */
    private boolean isExpected(ConsoleMessage complaint) {
        String text = complaint.text();
        boolean refused = text.startsWith("Failed to load resource: the server responded with a status of 4")
                && refusedPages.stream().anyMatch(url -> complaint.location().startsWith(url + ":"));
        boolean cutOff = text.contains("WebSocket connection to")
                || text.contains("net::ERR_")
                || complaint.location().contains("/liveroom/stream:"); // asked when sockets fail
        return refused || (offline && cutOff);
    }

    private void response(Response response) {
        if (response.status() >= 400 && response.request().isNavigationRequest()) {
            refusedPages.add(response.url());
        }
    }
}

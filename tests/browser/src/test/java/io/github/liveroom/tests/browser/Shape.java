package io.github.liveroom.tests.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What a part of a page is made of: its elements with the names of their attributes, no texts and no values. It is the same
 * whatever people write, or what they wrote was taken for markup.
 */
final class Shape {
    private static final String OF = """
            const shape = (part) => [part, ...part.querySelectorAll("*")]
                .map((one) => [one.localName, ...one.getAttributeNames().sort()].join(" "))
                .join(", ");
            """;

    private Shape() {}

    static String of(Locator part) {
        return (String) part.evaluate("(part) => {" + OF + "return shape(part); }");
    }

    static List<String> ofEach(Locator parts) {
        return strings(parts.evaluateAll("(parts) => {" + OF + "return parts.map(shape); }"));
    }

    /** Of pages in source, as the browser reads them; nothing in them is run. */
    static List<String> ofEach(Page browser, List<String> sources) {
        return strings(browser.evaluate(
                "(sources) => {" + OF
                        + "return sources.map((source) => shape(new DOMParser()"
                        + ".parseFromString(source, 'text/html').documentElement)); }",
                sources));
    }

    private static List<String> strings(Object read) {
        return ((List<?>) read).stream().map(String.class::cast).toList();
    }
}

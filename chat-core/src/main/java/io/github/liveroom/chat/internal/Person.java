package io.github.liveroom.chat.internal;

import static java.util.Comparator.naturalOrder;

import io.github.liveroom.chat.Visitor;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection is of, as far as connections of one person can be told from others.
 *
 * @param known the host application's name for the person, or the hashed session of a guest
 * @param name of a guest, since a browser stands for different people under different names; null for others
 */
record Person(String known, @Nullable String name) implements Comparable<Person> {
    private static final Comparator<Person> ORDER =
            Comparator.comparing(Person::known).thenComparing(Person::name, Comparator.nullsFirst(naturalOrder()));

    /** Null if connections cannot be told to be of one person. */
    static @Nullable Person of(Visitor visitor, @Nullable String name) {
        if (visitor.identity() != null) {
            return new Person(visitor.identity(), null);
        }
        return visitor.session() == null || name == null ? null : new Person(visitor.session(), name);
    }

    @Override
    public int compareTo(Person other) {
        return ORDER.compare(this, other);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return name == null ? "Person[known]" : "Person[guest]";
    }
}

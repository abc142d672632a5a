package io.github.liveroom.chat.jakarta;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What JDK 17 remembers of an application's records. The handles from which the {@code equals} and {@code hashCode} of all records of
 * a JVM are made remember the last class that they were used for (a field of {@code MethodHandle}, {@code asTypeCache}), and by it
 * a whole application, for as long as nobody compares records of a class for the first time. From JDK 18 on such memories are soft.
 */
final class RecordHandles {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private RecordHandles() {}

    /** Makes them remember a class of the JDK's own. */
    static void forget() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle field = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
            MethodType equality = MethodType.methodType(boolean.class, String.class, Object.class);
            MethodType hash = MethodType.methodType(int.class, String.class);
            ObjectMethods.bootstrap(lookup, "equals", equality, String.class, "field", field);
            ObjectMethods.bootstrap(lookup, "hashCode", hash, String.class, "field", field);
        } catch (Throwable e) { // as declared: nothing here is the application's
            LOG.log(Level.DEBUG, "The JDK may keep a class of this application", e);
        }
    }
}

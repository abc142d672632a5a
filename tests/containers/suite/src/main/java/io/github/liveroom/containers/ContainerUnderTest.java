package io.github.liveroom.containers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server product that LiveRoom runs on, and what it cannot do the way all others do. */
public interface ContainerUnderTest {
    /** Whom a server with a login knows, by HTTP Basic. */
    String USER = "ada";

    /** Somebody who has the role {@code liveroom-admin} there, where the web application has a {@code web.xml} of its own. */
    String ADMIN = "grace";

    /** What they know. */
    String PASSWORD = "sesame";

    /**
     * Starts a server of its own on a free port of 127.0.0.1.
     *
     * @param settings of LiveRoom, by name
     * @param context the context path: empty, or {@code "/chat"}
     * @return ready to be connected to
     * @throws Exception if it does not start
     */
    RunningServer start(Map<String, String> settings, String context) throws Exception;

    /**
     * Starts a server whose web application has another {@code web.xml}, and where {@link #USER} and {@link #ADMIN} have accounts. Only what has
     * servlets can.
     *
     * @param settings of LiveRoom, by name
     * @param webXml instead of the WAR's own
     * @return ready to be connected to
     * @throws Exception if it does not start
     */
    default RunningServer startWith(Map<String, String> settings, Path webXml) throws Exception {
        throw new UnsupportedOperationException("there are no servlets here");
    }

    /**
     * Starts a server without an application.
     *
     * @param settings of LiveRoom in each application, by name
     * @return to be closed
     * @throws Exception if it does not start
     */
    default Host host(Map<String, String> settings) throws Exception {
        throw new UnsupportedOperationException("nothing is redeployed here");
    }

    /**
     * Whether a handshake can be refused with an HTTP status. Where it cannot, the connection is opened and closed at once.
     *
     * @return true for whatever has servlets
     */
    default boolean refusesBeforeTheUpgrade() {
        return true;
    }

    /**
     * Whether the WAR's files are served.
     *
     * @return true for whatever has servlets
     */
    default boolean servesFiles() {
        return true;
    }

    /**
     * Whether the server learns a client's address, and so can limit what comes from there, and whether it came by https.
     *
     * @return true for whatever has servlets
     */
    default boolean seesAddressAndScheme() {
        return true;
    }

    /**
     * Whether the server can tell a close frame without a code, which is a drop, from one with 1000.
     *
     * @return true unless the container passes both on as 1000
     */
    default boolean tellsCloseFramesWithoutCode() {
        return true;
    }

    /**
     * The WAR that this build made.
     *
     * @return an existing file
     */
    static Path war() {
        Path war = Path.of("../../../chat-demo-war/target/liveroom.war")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(war)) {
            throw new IllegalStateException("no " + war + "; build it with mvn package -pl chat-demo-war -am");
        }
        return war;
    }
}

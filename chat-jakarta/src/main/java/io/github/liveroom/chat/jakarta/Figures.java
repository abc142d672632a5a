package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.meters.GatewayBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The numbers of a gateway in the JVM's own list of beans, until they are taken out again. */
final class Figures implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private final MBeanServer server;
    private final ObjectName name;

    private Figures(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Puts them in: as {@code io.github.liveroom:type=Gateway}, with a {@code context} if there is one, and an {@code instance}
     * from 2 on if others of that name are there, such as the version of the application that this one is to follow.
     *
     * @param context the application's path, or an empty string
     */
    static Figures show(GatewayBean bean, String context) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String first =
                "io.github.liveroom:type=Gateway" + (context.isEmpty() ? "" : ",context=" + ObjectName.quote(context));
        for (int instance = 1; ; instance++) {
            try {
                ObjectName name = new ObjectName(instance == 1 ? first : first + ",instance=" + instance);
                server.registerMBean(bean, name);
                return new Figures(server, name);
            } catch (InstanceAlreadyExistsException e) {
                // With the next number.
            } catch (JMException e) {
                throw new IllegalStateException("JMX does not take the gateway", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Somebody else has done it.
        } catch (JMException e) {
            LOG.log(Level.WARNING, "The gateway could not be taken out of JMX", e);
        }
    }
}

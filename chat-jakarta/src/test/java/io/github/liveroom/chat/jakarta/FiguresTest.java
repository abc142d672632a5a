package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** The numbers over JMX. */
class FiguresTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String NAME = "io.github.liveroom:type=Gateway";

    private static Set<ObjectName> names() throws JMException {
        return SERVER.queryNames(new ObjectName(NAME + ",*"), null);
    }

    private static Object read(String name, String attribute) throws JMException {
        return SERVER.getAttribute(new ObjectName(name), attribute);
    }

    @Test
    void showsWhatWasCounted() throws JMException {
        try (Chat chat = new Chat(settings -> settings.jmx(true))) {
            Client ada = chat.connect();
            ada.send(ada.found("Ada"), "hello", "c1");
            ada.refused("'cmd':'nonsense'");
            chat.connect().conversation.closed(1001);

            assertThat(read(NAME, "Connections")).isEqualTo(1L);
            assertThat(read(NAME, "ConnectionsOpened")).isEqualTo(2L);
            assertThat(read(NAME, "Rooms")).isEqualTo(1L);
            assertThat(read(NAME, "RoomsOpened")).isEqualTo(1L);
            assertThat(read(NAME, "Members")).isEqualTo(1L);
            assertThat(read(NAME, "Deliveries")).isEqualTo(2L);
            assertThat(read(NAME, "DeliveryMillis")).isEqualTo(0.0);
            assertThat(read(NAME, "QueueBytesPeak")).isEqualTo(0);
            assertThat(read(NAME, "LogFailures")).isEqualTo(0L);
            assertThat(read(NAME, "ListenerEventsLost")).isEqualTo(0L);
            assertThat(value(read(NAME, "Entries"), "message")).isEqualTo(1L);
            assertThat(value(read(NAME, "Refusals"), "unknown_command")).isEqualTo(1L);
            assertThat(value(read(NAME, "Closes"), "1001")).isEqualTo(1L);
            for (MBeanAttributeInfo attribute :
                    SERVER.getMBeanInfo(new ObjectName(NAME)).getAttributes()) {
                assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            }
        }
    }

    private static Object value(Object table, String key) {
        return ((TabularData) table).get(new Object[] {key}).get("value");
    }

    @Test
    void isGoneWithTheGateway() throws JMException {
        Chat chat = new Chat(settings -> settings.jmx(true));
        assertThat(names()).hasSize(1);
        chat.close();
        assertThat(names()).isEmpty();
        chat.close(); // again, which does nothing
    }

    @Test
    void isNotThereUnlessItIsWanted() throws JMException {
        Chat chat = new Chat(settings -> settings.metricsToken("0123456789abcdef"));
        assertThat(names()).isEmpty();
        chat.close();
    }

    @Test
    void tellsGatewaysApart() throws JMException {
        Settings settings = Settings.parse(Map.of("jmx", "true"));
        List<ChatGateway> gateways = Stream.of("/chat", "/chat", "/*,odd=\"")
                .map(context -> ChatGateway.open(settings, context))
                .toList();
        assertThat(names())
                .extracting(ObjectName::toString)
                .containsExactlyInAnyOrder(
                        NAME + ",context=\"/chat\"",
                        NAME + ",context=\"/chat\",instance=2",
                        NAME + ",context=\"/\\*,odd=\\\"\"");
        gateways.get(0).close();
        assertThat(names()).hasSize(2);
        gateways.forEach(ChatGateway::close);
        assertThat(names()).isEmpty();
    }
}

package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static InetAddress address(String text) {
        InetAddress address = Network.address(text);
        assertThat(address).as(text).isNotNull();
        return address;
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.1.2.3/8,10.9.9.9,true",
        "192.168.1.128/25,192.168.1.128,true",
        "192.168.1.128/25,192.168.1.127,false",
        "192.168.1.7,192.168.1.7,true",
        "192.168.1.7,192.168.1.8,false",
        "192.168.1.7/32,192.168.1.7,true",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,::1,false",
        "::/0,2001:db8::1,true",
        "::/0,127.0.0.1,false",
        "::1,0:0:0:0:0:0:0:1,true",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "2001:db8::1/128,2001:db8::2,false",
        "127.0.0.1,::ffff:127.0.0.1,true",
        "[::1],::1,true",
        "fe80::/10,fe80::1%eth0,true"
    })
    void knowsWhatIsInIt(String network, String address, boolean in) {
        assertThat(Network.parse(network).contains(address(address))).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/x",
                "::1/129",
                "10.0.0.0/255.0.0.0",
                "localhost",
                "example.org",
                "10.0.0",
                "10",
                "10.0.0.0.0",
                "256.0.0.1",
                "1::2::3",
                ":",
                "*",
                "10.0.0.*",
                "10.0.0.0 /8",
                "10.0.0.0/8 ",
                "0x7f.0.0.1",
                "010.0.0.1",
                "10.0.0.0/1000"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {".:1", ".1:2", ".::1", "..:", ".", "example:80", "g::1", "1.2.3", "10"})
    void looksNothingUpThatTheJdkTakesForAHostName(String text) {
        assertThat(Network.isLiteral(text)).isFalse();
        assertThat(Network.address(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.org",
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "300.1.1.1",
                "1.2.3.4:80",
                "[::1",
                "::1]:80",
                "999.999.999.999",
                "...",
                "1.2.3.4.",
                "unknown",
                "_hidden",
                "12345",
                "cafe",
                "1.2.3.4,5.6.7.8"
            })
    void neverLooksAHostNameUp(String text) {
        assertThat(Network.address(text)).isNull();
    }

    @Test
    void readsAddressesAsContainersWriteThem() throws Exception {
        assertThat(address("127.0.0.1")).isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        assertThat(address("255.255.255.255").getAddress()).containsOnly(255);
        assertThat(address("0:0:0:0:0:0:0:1")).isEqualTo(address("::1")).isEqualTo(address("[::1]"));
        assertThat(address("::ffff:192.0.2.1")).isEqualTo(address("192.0.2.1"));
        assertThat(address("fe80:0:0:0:1:2:3:4%2")).isEqualTo(address("fe80::1:2:3:4"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1",
        "::ffff:192.0.2.1,192.0.2.1",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::,2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1,2001:db8:1:3:0:0:0:0/64",
        "127.0.0.1,127.0.0.1",
        "::1,0:0:0:0:0:0:0:1"
    })
    void countsAHomeAsOneAddress(String address, String counted) {
        assertThat(Network.countedAs(address(address))).isEqualTo(counted);
    }
}

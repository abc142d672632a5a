package io.github.liveroom.tests.proxies;

import org.junit.jupiter.api.extension.RegisterExtension;

class CaddyTest implements ProxyContract {
    @RegisterExtension
    static final Behind behind = Behind.a(Kind.CADDY);

    @Override
    public Behind behind() {
        return behind;
    }
}

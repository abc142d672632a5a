package io.github.liveroom.tests.proxies;

import org.junit.jupiter.api.extension.RegisterExtension;

class HaproxyTest implements QuietContract {
    @RegisterExtension
    static final Behind behind = Behind.a(Kind.HAPROXY);

    @Override
    public Behind behind() {
        return behind;
    }
}

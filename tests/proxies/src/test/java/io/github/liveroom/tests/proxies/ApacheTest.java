package io.github.liveroom.tests.proxies;

import org.junit.jupiter.api.extension.RegisterExtension;

class ApacheTest implements QuietContract {
    @RegisterExtension
    static final Behind behind = Behind.a(Kind.APACHE);

    @Override
    public Behind behind() {
        return behind;
    }
}

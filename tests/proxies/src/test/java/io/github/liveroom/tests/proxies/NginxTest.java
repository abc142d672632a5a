package io.github.liveroom.tests.proxies;

import org.junit.jupiter.api.extension.RegisterExtension;

class NginxTest implements QuietContract {
    @RegisterExtension
    static final Behind behind = Behind.a(Kind.NGINX);

    @Override
    public Behind behind() {
        return behind;
    }
}

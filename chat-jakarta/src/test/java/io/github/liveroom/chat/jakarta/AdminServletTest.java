package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.pages.AdminRoomServlet;
import io.github.liveroom.chat.jakarta.pages.AdminServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of those who look after the server, where a container forgets to ask who somebody is. */
class AdminServletTest {
    @Test
    void areForNobodyWithoutTheRole() throws ServletException, IOException {
        for (Servlet servlet : List.of(new AdminServlet(), new AdminRoomServlet())) {
            FakeResponse response = new FakeResponse();
            servlet.service(new FakeRequest().scheme("https").path("/QZQZ").get(), response.get());
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.headers).containsEntry("Cache-Control", "no-store");
        }
    }
}

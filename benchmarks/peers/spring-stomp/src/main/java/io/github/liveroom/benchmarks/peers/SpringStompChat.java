package io.github.liveroom.benchmarks.peers;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * STOMP over WebSocket with Spring Boot on its own Tomcat, after "Using WebSocket to build an interactive web application"
 * among Spring's guides and "Enable STOMP", "Simple Broker" and "Annotated Controllers" in the manual of the Spring
 * Framework: what is sent to {@code /app/ROOM} goes to who subscribed to {@code /topic/ROOM}. Endpoint {@code /stomp}, no
 * SockJS, no compression; all other settings are Spring's own, so that order is not kept ("Order of Messages").
 */
@SpringBootApplication
@EnableWebSocketMessageBroker
public class SpringStompChat implements WebSocketMessageBrokerConfigurer {
    /**
     * Serves until the process ends.
     *
     * @param args port
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SpringStompChat.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", args[0],
                // Tomcat's own limit of 8,192 is too low for what is measured.
                "server.tomcat.max-connections", "20000",
                "logging.level.root", "warn"));
        application.addListeners(
                (ApplicationListener<ApplicationReadyEvent>) event -> System.out.println("ready " + args[0]));
        application.run();
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/stomp");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic");
        registry.setApplicationDestinationPrefixes("/app");
    }

    /** Tomcat compresses for every client that offers to take it, and neither it nor Spring has a switch: nobody offers it. */
    @Bean
    Filter uncompressed() {
        return (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Enumeration<String> getHeaders(String name) {
                        return name.equalsIgnoreCase("Sec-WebSocket-Extensions")
                                ? Collections.emptyEnumeration()
                                : super.getHeaders(name);
                    }
                },
                response);
    }

    /** What is said goes on as it is. */
    @Controller
    static class Rooms {
        @MessageMapping("/{room}")
        @SendTo("/topic/{room}")
        String relay(@DestinationVariable("room") String room, String text) {
            return text;
        }
    }
}

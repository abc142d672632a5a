package io.github.liveroom.tests.proxies;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The proxies that {@code docs/operations.md} has a configuration for, and what makes a running program of it. */
enum Kind {
    NGINX("nginx") {
        @Override
        String configuration(Snippet snippet, Setup setup) {
            // Where there is a root, its worker would be somebody else, who may not come here.
            String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
            String folder = setup.folder().toString();
            String ours = certified(timed(snippet, " ", "s", setup), setup)
                    .with("listen 443", "listen 127.0.0.1:" + setup.port())
                    .text();
            return user + """

                    daemon off;
                    worker_processes 1;
                    pid %1$s/pid;
                    events {}
                    http {
                    access_log off;
                    gzip on;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    %2$s
                    }
                    """.formatted(folder, ours);
        }

        @Override
        List<String> options(Path folder, Path file) {
            return List.of("-p", folder.toString(), "-c", file.toString(), "-e", "stderr");
        }
    },

    HAPROXY("haproxy") {
        @Override
        String configuration(Snippet snippet, Setup setup) {
            return timed(snippet, " ", "s", setup)
                    .with("bind :443", "bind 127.0.0.1:" + setup.port())
                    .with(
                            "/etc/ssl/chat-and-key.pem",
                            setup.certificate().both().toString())
                    .text();
        }

        @Override
        List<String> options(Path folder, Path file) {
            return List.of("-db", "-f", file.toString());
        }
    },

    APACHE("apache2") {
        @Override
        String configuration(Snippet snippet, Setup setup) {
            StringBuilder modules = new StringBuilder();
            for (String module : List.of(
                    "mpm_event",
                    "authz_core",
                    "alias",
                    "filter",
                    "deflate",
                    "setenvif",
                    "socache_shmcb",
                    "headers",
                    "ssl",
                    "http2",
                    "proxy",
                    "proxy_http")) {
                modules.append("LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
            }
            String ours = certified(timed(snippet, "Timeout ", "", setup), setup)
                    .with("*:443", "127.0.0.1:" + setup.port())
                    .text();
            return """
                    %s
                    ServerRoot %s
                    PidFile pid
                    DefaultRuntimeDir .
                    ErrorLog /dev/stderr
                    User www-data
                    Group www-data
                    Listen 127.0.0.1:%d
                    SetOutputFilter DEFLATE
                    %s
                    """.formatted(modules, setup.folder(), setup.port(), ours);
        }

        @Override
        List<String> options(Path folder, Path file) {
            return List.of("-D", "FOREGROUND", "-f", file.toString());
        }
    },

    CADDY("caddy") {
        @Override
        String configuration(Snippet snippet, Setup setup) {
            Certificate certificate = setup.certificate();
            return snippet.with("127.0.0.1:8080", "127.0.0.1:" + setup.upstream())
                    .with("chat.example {", """
                            {
                                admin off
                                auto_https disable_redirects
                                storage file_system %s
                            }
                            https://localhost:%d {
                                bind 127.0.0.1
                                tls %s %s
                                encode gzip
                            """.formatted(
                                    setup.folder(), setup.port(), certificate.file(), certificate.key()))
                    .text();
        }

        @Override
        List<String> options(Path folder, Path file) {
            return List.of("run", "--config", file.toString(), "--adapter", "caddyfile");
        }
    };

    private final String program;

    Kind(String program) {
        this.program = program;
    }

    /**
     * Of one proxy in a test.
     *
     * @param folder for its files
     * @param port that it listens on
     * @param upstream the server's port
     * @param idle how long a connection may be silent
     */
    record Setup(Path folder, int port, int upstream, Duration idle, Certificate certificate) {}

    /** What it is called as a program, and, in {@code operations.md}, by its marks. */
    String program() {
        return program;
    }

    /** The whole configuration. Whatever compresses by itself shall do so here, too. */
    abstract String configuration(Snippet snippet, Setup setup);

    /** What its command line has besides, so that it stays in the foreground and tells us what is wrong. */
    abstract List<String> options(Path folder, Path file);

    private static Snippet timed(Snippet snippet, String before, String unit, Setup setup) {
        return snippet.with("127.0.0.1:8080", "127.0.0.1:" + setup.upstream())
                .with(before + "75" + unit, before + setup.idle().toSeconds() + unit);
    }

    private static Snippet certified(Snippet snippet, Setup setup) {
        return snippet.with("/etc/ssl/chat.pem", setup.certificate().file().toString())
                .with("/etc/ssl/chat.key", setup.certificate().key().toString());
    }
}

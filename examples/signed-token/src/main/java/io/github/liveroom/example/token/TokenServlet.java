package io.github.liveroom.example.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.liveroom.chat.RoomCode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;

/** The application that has the users: a page, and tokens for those who know their password. */
final class TokenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Short, for nobody can take it back; the page fetches the next one in time. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /** A real application has no passwords, but their hashes. */
    private static final Map<String, String> PASSWORDS = Map.of("ada", "sesame", "bob", "sesame");

    /** Ada keeps order. */
    private static final Map<String, String> ROLES = Map.of("ada", "moderator", "bob", "member");

    private final transient byte[] secret;
    private final transient RoomCode lobby; // containers do not serialise servlets

    TokenServlet(byte[] secret, RoomCode lobby) {
        this.secret = secret.clone();
        this.lobby = lobby;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (InputStream page = Objects.requireNonNull(TokenServlet.class.getResourceAsStream("page.html"))) {
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(text.replace("{code}", lobby.value()));
        }
    }

    /** A token for whoever sends name and password. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String user = String.valueOf(request.getParameter("user"));
        String password = String.valueOf(request.getParameter("password"));
        if (!request.getServletPath().equals("/token")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!password.equals(PASSWORDS.get(user))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.setContentType("text/plain;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().print(token(user));
        }
    }

    private String token(String user) throws ServletException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(user)
                .audience(Main.AUDIENCE)
                .expirationTime(Date.from(Instant.now().plus(GOOD_FOR)))
                .claim("rooms", Map.of(lobby.value(), Objects.requireNonNull(ROLES.get(user))))
                .build();
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new ServletException("no token could be signed", e);
        }
    }
}

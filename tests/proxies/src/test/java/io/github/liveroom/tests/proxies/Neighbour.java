package io.github.liveroom.tests.proxies;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Somebody who comes from an address of their own. */
final class Neighbour extends SSLSocketFactory {
    private static final int PATIENCE_MS = 60_000;

    private final InetAddress address;
    private final SSLSocketFactory sockets;

    /**
     * @param address one of this machine's
     * @param trust whom they trust
     */
    Neighbour(String address, SSLContext trust) throws IOException {
        this.address = InetAddress.getByName(address);
        this.sockets = trust.getSocketFactory();
    }

    /** Asks for a page and gives the status of the answer. */
    int status(URI page, String... headers) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) page.toURL().openConnection();
        connection.setSSLSocketFactory(this);
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        connection.setRequestProperty("Connection", "close");
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** The one that is used: it is bound first and connected later. */
    @Override
    public Socket createSocket() throws IOException {
        Socket socket = sockets.createSocket();
        socket.bind(new InetSocketAddress(address, 0));
        return socket;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return sockets.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port, address, 0);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port, address, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}

package io.github.liveroom.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/**
 * All connections on one selector, read and written by the one thread that calls {@link #turn}. Everything is read into one
 * buffer and found there; only what is not whole is copied.
 */
final class Loop implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final byte[] HEADER_END = Ascii.of("\r\n\r\n");
    private static final byte[] SWITCHING = Ascii.of("HTTP/1.1 101");
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final byte[] NORMAL = {0x03, (byte) 0xe8};

    private final Target target;
    private final Dialect dialect;
    private final Traffic traffic;
    private final Watcher watcher;
    private final int textSize;
    private final boolean spin;

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer joined = ByteBuffer.allocateDirect(BUFFER);
    private ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
    private final Line line = new Line();
    private final Mark mark = new Mark();
    private final Message message = new Message();
    private final SplittableRandom masks = new SplittableRandom();
    private final Frames.Handler frames = this::frame;

    /** Whose bytes are being read. */
    private Member reading;

    private long now = System.nanoTime();
    private long busy;

    /** Whom to tell who comes and goes. */
    interface Watcher {
        void entered(Member member);

        /** The connection has ended, in this state before; {@code code} is that of the close frame, 1006 without one. */
        void ended(Member member, Member.State was, int code, String why);
    }

    /** Where the server is, and from where it is called: so many addresses 127.0.x.y. */
    record Target(int port, int sources) {
        InetSocketAddress server() throws UnknownHostException {
            return loopback(1, port);
        }

        InetSocketAddress source(int connection) throws UnknownHostException {
            return loopback(2 + connection % sources, 0);
        }

        private static InetSocketAddress loopback(int host, int port) throws UnknownHostException {
            byte[] address = {127, 0, (byte) (host >> 8), (byte) host};
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        }
    }

    Loop(Target target, Dialect dialect, Traffic traffic, Watcher watcher, int textSize, boolean spin)
            throws IOException {
        this.target = target;
        this.dialect = dialect;
        this.traffic = traffic;
        this.watcher = watcher;
        this.textSize = textSize;
        this.spin = spin;
        reading = new Member(new Room(0, "", 0, 1), 0, "", Member.Role.PASSING);
        selector = Selector.open();
    }

    /** The time when something was last read, as {@link System#nanoTime()}. */
    long now() {
        return now;
    }

    /** How long this thread had something to do, in nanoseconds: polling in vain is left out. */
    long busy() {
        return busy;
    }

    /**
     * Takes what is there to be read and to be written.
     *
     * @param wait how long to wait for it at most, in nanoseconds; not at all if this loop polls
     * @return how many connections were ready
     */
    int turn(long wait) throws IOException {
        long before = System.nanoTime();
        now = before;
        long millis = wait / 1_000_000;
        int ready = spin || millis == 0 ? selector.selectNow(this::ready) : selector.select(this::ready, millis);
        if (ready > 0) {
            busy += System.nanoTime() - before;
        }
        return ready;
    }

    /** Says that time since then was no waiting. */
    void wasBusySince(long then) {
        busy += System.nanoTime() - then;
    }

    void open(Member member, int connection) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (member.role() == Member.Role.STALLED) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_RECEIVE_BUFFER);
        }
        channel.bind(target.source(connection));
        member.opened(this, channel.register(selector, SelectionKey.OP_CONNECT, member), System.nanoTime());
        try {
            if (channel.connect(target.server())) {
                upgrade(member);
            }
        } catch (IOException e) {
            drop(member, e.toString());
        }
    }

    private void ready(SelectionKey key) {
        Member member = (Member) key.attachment();
        try {
            if (key.isConnectable() && member.channel().finishConnect()) {
                upgrade(member);
                return;
            }
            if (key.isReadable()) {
                read(member);
            }
            if (key.isValid() && key.isWritable()) {
                flush(member);
            }
        } catch (IOException | IllegalArgumentException e) {
            drop(member, e.toString());
        }
    }

    private void upgrade(Member member) {
        member.key().interestOps(SelectionKey.OP_READ);
        member.state = Member.State.UPGRADING;
        String subprotocol = dialect.subprotocol();
        line.clear()
                .ascii("GET ")
                .ascii(dialect.path())
                .ascii(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .number(target.port())
                .ascii("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                // Nobody checks the answer, so the example of RFC 6455 will do.
                .ascii("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                .ascii(subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n")
                .ascii("\r\n");
        out(line.length()).put(line.array(), 0, line.length());
        write(member);
    }

    private void read(Member member) throws IOException {
        in.clear();
        member.rest.moveTo(in);
        int count = member.channel().read(in);
        now = System.nanoTime();
        if (count < 0) {
            drop(member, "end of stream");
            return;
        }
        traffic.reads++;
        traffic.bytes += count;
        int end = in.position();
        int from = 0;
        reading = member;
        if (member.state == Member.State.UPGRADING) {
            from = upgraded(member, end);
        }
        if (member.state != Member.State.UPGRADING && member.state != Member.State.GONE) {
            from = Frames.read(in, from, end, frames);
        }
        if (member.state != Member.State.GONE) {
            if (end - from == in.capacity()) {
                throw new ProtocolException("a frame that is longer than " + in.capacity() + " bytes");
            }
            member.rest.keep(in, from, end);
        }
    }

    /** Looks for the end of the answer to the handshake. */
    private int upgraded(Member member, int end) throws ProtocolException {
        message.set(in, 0, end);
        for (int i = 0; i + HEADER_END.length <= end; i++) {
            if (message.has(i, HEADER_END)) {
                if (!message.has(0, SWITCHING)) {
                    throw new ProtocolException("instead of an upgrade: "
                            + message.text().lines().findFirst().orElse(""));
                }
                member.state = Member.State.JOINING;
                dialect.connected(member);
                return i + HEADER_END.length;
            }
        }
        return 0;
    }

    private boolean frame(int opcode, boolean last, int from, int to) throws ProtocolException {
        Member member = reading;
        traffic.frames++;
        if (opcode <= Frames.BINARY) {
            if (last && opcode != Frames.CONTINUATION) {
                message(member, in, from, to);
            } else {
                member.parts.keep(in, from, to);
                if (last) {
                    if (member.parts.length() > joined.capacity()) {
                        throw new ProtocolException("a message that is longer than " + joined.capacity() + " bytes");
                    }
                    joined.clear();
                    member.parts.moveTo(joined);
                    message(member, joined, 0, joined.position());
                }
            }
        } else if (opcode == Frames.PING) {
            line.clear();
            for (int i = from; i < to; i++) {
                line.ascii(String.valueOf((char) (in.get(i) & 0xff)));
            }
            send(member, Frames.PONG);
        } else if (opcode == Frames.CLOSE) {
            member.closeCode = to - from >= 2 ? in.getShort(from) & 0xffff : 1005;
            drop(member, "closed by the server");
        }
        return member.state != Member.State.GONE;
    }

    private void message(Member member, ByteBuffer bytes, int from, int to) {
        boolean seesBraces = dialect.seesBraces();
        boolean marked = false;
        message.set(bytes, from, to);
        for (int at = Stops.next(bytes, from, to); at < to; at = Stops.next(bytes, at + 1, to)) {
            byte stop = bytes.get(at);
            if (stop == '~' && mark.read(bytes, at, to)) {
                marked = true;
                int end = at + textSize - 1;
                boolean whole = end < to && MessageText.isLast(bytes.get(end));
                traffic.delivered(member, mark, whole, now);
                at = whole ? end : at + Mark.BYTES - 1;
            } else if (stop == '{' && seesBraces) {
                dialect.brace(member, message, at - from);
            }
        }
        if (!marked && member.state == Member.State.IN && member.role() == Member.Role.COUNTED) {
            traffic.notices++;
        }
        if (!marked || !member.isIn() || dialect.hearsAll()) {
            dialect.heard(member, message);
        }
    }

    void entered(Member member) {
        member.state = Member.State.IN;
        watcher.entered(member);
    }

    void refused(Member member, int sequence) {
        traffic.refused(member, sequence);
    }

    void say(Member member, String text) {
        line.clear().text(text);
        send(member, Frames.TEXT);
    }

    /** Publishes a text of a member, to be counted by the caller. */
    void publish(Member member, int sequence, byte[] text) {
        line.clear();
        dialect.publish(line, member, sequence, text);
        send(member, Frames.TEXT);
    }

    /** Leaves the room and closes; the connection ends when the server closes it too. */
    void leave(Member member) {
        member.state = Member.State.LEAVING;
        line.clear();
        dialect.leave(line, member);
        if (line.length() > 0) {
            send(member, Frames.TEXT);
        }
        line.clear().bytes(NORMAL);
        send(member, Frames.CLOSE);
    }

    void nudge(Member member) {
        if (member.state == Member.State.JOINING) {
            dialect.nudge(member);
        }
    }

    /** Reads no more of what comes to this member; or again. */
    void deafen(Member member, boolean deaf) {
        member.key().interestOps(deaf ? 0 : SelectionKey.OP_READ);
    }

    private void send(Member member, int opcode) {
        if (member.state == Member.State.GONE) {
            return;
        }
        ByteBuffer buffer = out(line.length() + Frames.MAX_HEADER);
        Frames.write(buffer, opcode, line.array(), line.length(), masks.nextInt());
        write(member);
    }

    /** The one buffer for writing, empty, with so much room at least. */
    private ByteBuffer out(int atLeast) {
        if (out.capacity() < atLeast) {
            out = ByteBuffer.allocateDirect(2 * atLeast);
        }
        return out.clear();
    }

    private void write(Member member) {
        out.flip();
        try {
            if (member.unsent.length() == 0) {
                member.channel().write(out);
            }
            if (out.hasRemaining()) {
                member.unsent.keep(out, out.position(), out.limit());
                member.key().interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            drop(member, e.toString());
        }
    }

    private void flush(Member member) throws IOException {
        ByteBuffer buffer = out(member.unsent.length());
        member.unsent.moveTo(buffer);
        buffer.flip();
        member.channel().write(buffer);
        if (buffer.hasRemaining()) {
            member.unsent.keep(buffer, buffer.position(), buffer.limit());
        } else {
            member.key().interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /** Ends a connection and tells so, once. */
    void drop(Member member, String why) {
        Member.State was = member.state;
        if (was == Member.State.GONE) {
            return;
        }
        member.state = Member.State.GONE;
        try {
            member.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
        watcher.ended(member, was, member.closeCode, why);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}

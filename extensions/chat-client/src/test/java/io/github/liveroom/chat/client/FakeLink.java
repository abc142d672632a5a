package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection whose server is the test. */
final class FakeLink implements Link {
    final boolean http;
    final Deque<String> sent = new ArrayDeque<>();
    private final Receiver receiver;
    private final Deque<String> unread = new ArrayDeque<>();
    private int wanted = 1;
    boolean dropped;
    boolean left;
    final CompletableFuture<Void> leaving = new CompletableFuture<>();

    @Nullable
    String secret;

    FakeLink(boolean http, Receiver receiver) {
        this.http = http;
        this.receiver = receiver;
    }

    /** The server sends a frame, which is read when the client wants it. */
    void says(String... lines) {
        unread.add(String.join("\n", lines));
        deliver();
    }

    void saysHello() {
        says("{'hello':{'protocol':'liveroom.v1','pingMs':25000,'limits':{'frame':65536,'unacked':2},'connection':'s'}}"
                .replace('\'', '"'));
    }

    /** As {@link #says}, with apostrophes for quotation marks. */
    void tells(String... lines) {
        says(List.of(lines).stream().map(line -> line.replace('\'', '"')).toArray(String[]::new));
    }

    void closes(int code, String reason) {
        receiver.closed(code, reason);
    }

    int unread() {
        return unread.size();
    }

    private void deliver() {
        while (wanted > 0 && !unread.isEmpty() && !dropped) {
            wanted--;
            receiver.frame(unread.remove());
        }
    }

    /** Takes the oldest line that the client sent, and checks its command. */
    Map<String, Object> takes(String cmd) {
        Map<String, Object> fields = Fields.parse(sent.remove()).map();
        assertThat(fields).containsEntry("cmd", cmd);
        return fields;
    }

    /** Takes the oldest line, and answers it. */
    Map<String, Object> answers(String cmd, String ok) {
        Map<String, Object> fields = takes(cmd);
        tells("{'id':" + fields.get("id") + ",'ok':" + ok + "}");
        return fields;
    }

    /** Takes the oldest line, and refuses it. */
    Map<String, Object> refuses(String cmd, String error) {
        Map<String, Object> fields = takes(cmd);
        tells("{'id':" + fields.get("id") + ",'error':" + error + "}");
        return fields;
    }

    @Override
    public void greeted(int frameBytes, @Nullable String connection) {
        secret = connection;
    }

    @Override
    public void send(String line) {
        assertThat(dropped || left)
                .as("nothing is sent on a link that is given up")
                .isFalse();
        sent.add(line);
    }

    @Override
    public void more() {
        wanted++;
        deliver();
    }

    @Override
    public CompletionStage<?> leave() {
        left = true;
        return leaving;
    }

    @Override
    public void drop() {
        dropped = true;
    }

    /** What the room of the tests answers to a join, up to its members; apostrophes for quotation marks. */
    static String room(String epoch, long offset, String rest) {
        return "{'room':{'code':'KQZW','title':null,'epoch':'" + epoch + "','offset':" + offset
                + ",'oldest':1,'locked':false,'passphrase':false,'keep':false,'maxMembers':500,'slowModeMs':0,'count':2},"
                + "'me':{'member':'m1','name':'Ada','role':'owner'},'resume':'r" + offset + "',"
                + "'members':[{'member':'m1','name':'Ada','role':'owner','status':'active','connections':1},"
                + "{'member':'m2','name':'Bob','role':'member','status':'away','connections':0}]," + rest
                + ",'more':false}";
    }

    static String message(long offset, String text) {
        return "{'room':'KQZW','offset':" + offset + ",'type':'message','at':" + (1000 + offset)
                + ",'member':'m2','name':'Bob','text':'" + text + "'}";
    }

    static String messages(long from, long to) {
        List<String> all = new ArrayList<>();
        for (long offset = from; offset <= to; offset++) {
            all.add(message(offset, "t" + offset));
        }
        return "'entries':[" + String.join(",", all) + "]";
    }
}

package io.github.liveroom.chat.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * Breaks a connection whose reader does not read. There is no call for that: {@link AsyncContext#complete()} does it on Jetty
 * while something is under way, but on Tomcat makes a thread wait for the reader.
 *
 * <p>What both break a connection over is a listener that fails. One for writing is not called while nothing can be written; so
 * this one reads the request, which ended long ago.
 */
final class StreamCut implements ReadListener {
    private final Runnable complete;

    private StreamCut(Runnable complete) {
        this.complete = complete;
    }

    /**
     * Breaks it, soon and on another thread.
     *
     * @param context of a request that nobody reads
     * @param complete completes it
     * @throws IOException or {@link IllegalStateException} if it has ended already
     */
    static void cut(AsyncContext context, Runnable complete) throws IOException {
        ServletInputStream in = context.getRequest().getInputStream();
        in.setReadListener(new StreamCut(complete));
        // Who asks outside of a call by Tomcat is answered by one.
        if (in.isReady()) {
            complete.run();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        throw new IOException("the client does not read");
    }

    @Override
    public void onAllDataRead() throws IOException {
        throw new IOException("the client does not read");
    }

    @Override
    public void onError(Throwable why) {
        complete.run();
    }
}

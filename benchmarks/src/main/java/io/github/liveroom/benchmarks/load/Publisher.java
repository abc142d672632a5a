package io.github.liveroom.benchmarks.load;

/** Sends marked messages into rooms, by their senders in turn. */
final class Publisher {
    /** Who has so much that the server does not read sends nothing more: it would only fill memory here. */
    private static final int MOST_UNSENT = 1 << 18;

    private final Loop loop;
    private final Traffic traffic;
    private final MessageText text;
    private final Mark mark = new Mark();
    private final int mostUnderWay;

    Publisher(Stage stage) {
        loop = stage.loop();
        traffic = stage.traffic();
        text = new MessageText(stage.options().integer(Option.SIZE));
        mostUnderWay = stage.options().integer(Option.AHEAD);
    }

    /**
     * Sends one message.
     *
     * @param scheduled when it should have been sent
     * @return whether there was a sender, and without backlog
     */
    boolean publish(Room room, long scheduled, long now) {
        Member sender = room.nextSender().orElse(null);
        if (sender == null || sender.unsent.length() > MOST_UNSENT || sender.underWay >= mostUnderWay) {
            traffic.held++;
            return false;
        }
        int sequence = room.nextSequence(sender.index());
        sender.underWay++;
        traffic.published(room, now);
        loop.publish(
                sender, sequence, text.of(mark.set(traffic.run(), sender.index(), room.number(), sequence, scheduled)));
        return true;
    }
}

/**
 * A client for bots, servers and tests: {@link io.github.liveroom.chat.client.ChatClient} is the door.
 *
 * <h2>Threads</h2>
 *
 * <ul>
 *   <li>All methods may be called by any thread and none waits, but {@link
 *       io.github.liveroom.chat.client.ChatClient#close()} for a few seconds.
 *   <li>Everything a client knows belongs to one strand of tasks on its executor, which run one after the other. Network and
 *       timers only hand tasks to it.
 *   <li>Listeners are called on a second strand of the same executor: one call at a time for all rooms of a client, in the
 *       order of the rooms' logs. A listener may take its time. While it is more than 1,000 events behind, nothing more is read
 *       from the network, so the server holds the lines back; when that takes longer than the server's patience, the
 *       connection breaks and is made again once the listener has caught up, from where it was. Only a listener that
 *       misses more than the server keeps is told of a gap.
 *   <li>Futures are completed on the executor, in no order against each other or against the listener. What depends on them
 *       may take its time; a listener may even wait for one, at the price above.
 *   <li>Without an executor of the application's own, a client has daemon threads that end when idle for 10 seconds, and at the
 *       latest soon after {@code close()}; and an {@code HttpClient}, whose one selector thread ends with its collection as garbage.
 * </ul>
 */
@NullMarked
package io.github.liveroom.chat.client;

import org.jspecify.annotations.NullMarked;

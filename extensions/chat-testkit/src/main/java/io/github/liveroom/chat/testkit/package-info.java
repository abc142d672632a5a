/**
 * Test rooms without waiting, sleeping or luck.
 *
 * <p>{@link io.github.liveroom.chat.testkit.FakeTime}, {@link io.github.liveroom.chat.testkit.QueuedExecutor} and {@link
 * io.github.liveroom.chat.testkit.ScriptedRandom} go into the service's builder; {@link
 * io.github.liveroom.chat.testkit.InProcessClient} is somebody in a room, {@link
 * io.github.liveroom.chat.testkit.RecordedMeters} writes down what is counted; who writes a {@link
 * io.github.liveroom.chat.spi.RoomLog} or a {@link io.github.liveroom.chat.RoomCodeGenerator} implements the contract of
 * that name in a JUnit test.
 */
@NullMarked
package io.github.liveroom.chat.testkit;

import org.jspecify.annotations.NullMarked;

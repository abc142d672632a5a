/**
 * Servers that are compared, each a process of its own that prints {@code ready PORT} when it listens and lives until it is
 * told to end. Those of other libraries are in {@code benchmarks/peers}.
 */
@NullMarked
package io.github.liveroom.benchmarks.servers;

import org.jspecify.annotations.NullMarked;

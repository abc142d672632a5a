/**
 * A load tool: one thread that is many members of many rooms, speaks to LiveRoom and to others through small dialects, and
 * counts what arrives, when, how often and in which order.
 */
@NullMarked
package io.github.liveroom.benchmarks.load;

import org.jspecify.annotations.NullMarked;

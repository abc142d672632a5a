/** Runs the load tool against LiveRoom and others in turn, and writes what came of it. */
@NullMarked
package io.github.liveroom.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;

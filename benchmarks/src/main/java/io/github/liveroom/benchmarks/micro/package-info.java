/** What LiveRoom costs alone: on one thread, without a container and without a network. */
@NullMarked
package io.github.liveroom.benchmarks.micro;

import org.jspecify.annotations.NullMarked;

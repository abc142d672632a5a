/** What is measured and not tested. */
@NullMarked
package io.github.liveroom.benchmarks;

import org.jspecify.annotations.NullMarked;

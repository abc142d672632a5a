/** What the tests of the examples share: the running example, and people who use it. */
@NullMarked
package io.github.liveroom.example.testkit;

import org.jspecify.annotations.NullMarked;

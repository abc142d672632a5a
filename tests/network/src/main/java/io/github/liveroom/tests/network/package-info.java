/** Networks for tests: what a client and a server have between them. */
@NullMarked
package io.github.liveroom.tests.network;

import org.jspecify.annotations.NullMarked;

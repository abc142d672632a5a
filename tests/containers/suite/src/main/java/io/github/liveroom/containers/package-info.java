/**
 * The wire contract, told as tests that see nothing but a socket. {@link io.github.liveroom.containers.ContainerSuite} is to
 * be extended, once for each container.
 */
@NullMarked
package io.github.liveroom.containers;

import org.jspecify.annotations.NullMarked;

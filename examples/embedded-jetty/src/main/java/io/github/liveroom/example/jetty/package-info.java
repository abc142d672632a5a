/** The demo in one runnable jar: the smallest server that LiveRoom's WAR runs on. */
@NullMarked
package io.github.liveroom.example.jetty;

import org.jspecify.annotations.NullMarked;

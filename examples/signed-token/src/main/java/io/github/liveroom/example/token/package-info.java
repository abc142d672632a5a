/** A chat that knows people by tokens which another application has signed. */
@NullMarked
package io.github.liveroom.example.token;

import org.jspecify.annotations.NullMarked;

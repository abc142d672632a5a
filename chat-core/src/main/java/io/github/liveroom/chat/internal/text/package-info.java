/**
 * The rules for what people type: names, message texts, titles and reasons.
 * <p>Everything here is a pure function of its argument and of the Unicode version of the running JDK: no locale, no
 * clock, no state. {@link io.github.liveroom.chat.internal.text.NameRules} and {@link
 * io.github.liveroom.chat.internal.text.Texts} are the two doors.
 */
@NullMarked
package io.github.liveroom.chat.internal.text;

import org.jspecify.annotations.NullMarked;

/**
 * The pages of a chat in a servlet container: a form to join or create a room, and the room itself.
 *
 * <p>The servlets check, remember and redirect; how a page looks is up to the JSPs that the web application brings. Nothing
 * is registered by itself: a web application that wants the pages maps the servlets and {@link
 * io.github.liveroom.chat.jakarta.pages.PageHeaders} in its {@code web.xml}.
 *
 * <table>
 * <caption>What to map, and the JSP that each shows</caption>
 * <tr><th>Class</th><th>Path</th><th>JSP</th></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.HomeServlet}</td><td>the empty string</td>
 * <td>{@code home.jsp}</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.RoomServlet}</td><td>{@code /r/*}</td>
 * <td>{@code room.jsp}, {@code enter.jsp}</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.LeaveServlet}</td><td>{@code /leave}</td>
 * <td>none; it redirects home</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.AdminServlet}</td><td>not: the initializer does</td>
 * <td>{@code admin.jsp}</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.AdminRoomServlet}</td><td>not: the initializer does</td>
 * <td>{@code admin-room.jsp}, {@code admin.jsp}</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.PageHeaders}</td><td>{@code /*}, also for errors</td>
 * <td>none</td></tr>
 * <tr><td>{@link io.github.liveroom.chat.jakarta.pages.StaticFiles}</td><td>{@code *.js}, {@code *.css}</td>
 * <td>none</td></tr>
 * </table>
 *
 * <p>The first three are to be {@code async-supported}, and so is every filter in front of them: else whoever is slow to send a
 * form holds a thread of the container.
 *
 * <p>JSPs are looked for in {@code /WEB-INF/liveroom/}; the servlets' init-param {@code pages} names another folder.
 *
 * <table>
 * <caption>Request attributes that the JSPs find; all texts have to be escaped</caption>
 * <tr><th>Attribute</th><th>In</th><th>Is</th></tr>
 * <tr><td>{@code token}</td><td>all</td><td>what every form has to send as the parameter {@code token}; goes with a
 * cookie, and needs no session</td></tr>
 * <tr><td>{@code name}</td><td>all</td><td>what was typed, or the last name of this browser, or the name in the
 * room</td></tr>
 * <tr><td>{@code code}</td><td>all</td><td>what was typed as room code ({@code home.jsp}), or the room's code</td></tr>
 * <tr><td>{@code shownCode}</td><td>{@code enter.jsp}, {@code room.jsp}</td><td>the code as people read it
 * best</td></tr>
 * <tr><td>{@code nameError}, {@code codeError}, {@code notice}</td><td>{@code home.jsp}, {@code enter.jsp}</td><td>what
 * is wrong with the name, the code, or the whole, in words; or absent</td></tr>
 * <tr><td>{@code figures}, {@code rooms}, {@code admin}</td><td>{@code admin.jsp}</td><td>numbers, a piece of the list of rooms, and
 * the path of the page; like all that pages for administrators get, maps and lists of maps</td></tr>
 * <tr><td>{@code room}, {@code members}, {@code banned}, {@code admin}</td><td>{@code admin-room.jsp}</td><td>the room, a piece of the
 * list of members, and who is kept out</td></tr>
 * <tr><td>{@code page}, {@code pages}, {@code done}, {@code text}</td><td>both</td><td>which piece of how many; what has been done, in
 * words; what was typed</td></tr>
 * <tr><td>{@code endpoint}</td><td>{@code room.jsp}</td><td>the path of the WebSocket endpoint</td></tr>
 * <tr><td>{@code owner}</td><td>{@code room.jsp}</td><td>the secret that makes the creator the owner; absent for everyone
 * else</td></tr>
 * </table>
 */
@NullMarked
package io.github.liveroom.chat.jakarta.pages;

import org.jspecify.annotations.NullMarked;

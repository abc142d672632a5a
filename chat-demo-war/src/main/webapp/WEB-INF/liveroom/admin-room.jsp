<%@ include file="head.jspf" %>
  <title>${fn:escapeXml(room.shownCode)} · Administration · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/admin.css">
</head>
<body>
<header class="admin-bar"><%@ include file="brand.jspf" %></header>
<main class="admin">
  <p class="back"><a href="${root}${fn:escapeXml(admin)}">All rooms</a></p>
  <h1>Room <span class="code-text"><c:out value="${room.shownCode}"/></span></h1>
  <c:if test="${not empty room.title}"><p class="lead"><bdi><c:out value="${room.title}"/></bdi></p></c:if>
  <p class="meta">
    <c:out value="${room.count}"/> of <c:out value="${room.maxMembers}"/> seats · in logs <span class="mono"><c:out
      value="${room.id}"/></span><c:if test="${room.passphrase}"> · passphrase</c:if><c:if test="${room.locked}"> ·
    locked</c:if><c:if test="${room.slowSeconds gt 0}"> · slow mode</c:if>
  </p>
  <%@ include file="admin-notices.jspf" %>
  <c:set var="announceTo" value="Tell everyone in this room…"/>
  <%@ include file="admin-announce.jspf" %>
  <section aria-labelledby="members-title">
    <h2 id="members-title">Members</h2>
    <c:if test="${empty members}"><p class="hint">Nobody is in this room.</p></c:if>
    <ul class="rows">
      <c:forEach var="member" items="${members}">
        <c:set var="id" value="${fn:escapeXml(member.id)}"/>
        <li>
          <div class="row-head">
            <bdi class="row-name" id="name-${id}"><c:out value="${member.name}"/></bdi>
            <span class="mono">${id}</span>
            <span class="badge"><c:out value="${member.role}"/></span>
            <span class="badge"><c:out value="${member.status}"/></span>
          </div>
          <c:forEach var="connection" items="${member.connections}">
            <p class="meta">
              <c:out value="${connection.kind}"/> since <time datetime="${fn:escapeXml(connection.since.iso)}"><c:out
                value="${connection.since.text}"/> UTC</time> · <c:out value="${connection.waiting}"/> waiting
            </p>
          </c:forEach>
          <details>
            <summary aria-describedby="name-${id}">Kick or ban…</summary>
            <form method="post" novalidate>
              <input type="hidden" name="token" value="${fn:escapeXml(token)}">
              <input type="hidden" name="member" value="${id}">
              <div class="field">
                <label for="reason-${id}">Why (they can read this)</label>
                <input id="reason-${id}" name="reason" type="text" dir="auto" autocomplete="off" maxlength="200">
              </div>
              <div class="field">
                <label for="minutes-${id}">A ban is for</label>
                <select id="minutes-${id}" name="minutes">
                  <option value="10">10 minutes</option>
                  <option value="60" selected>an hour</option>
                  <option value="1440">a day</option>
                  <option value="10080">a week</option>
                  <option value="">as long as the room lives</option>
                </select>
              </div>
              <p class="buttons">
                <button class="secondary danger" name="action" value="kick">Kick</button>
                <button class="secondary danger" name="action" value="ban">Ban</button>
              </p>
            </form>
          </details>
        </li>
      </c:forEach>
    </ul>
    <%@ include file="admin-pager.jspf" %>
  </section>
  <c:if test="${not empty banned}">
    <section aria-labelledby="banned-title">
      <h2 id="banned-title">Banned</h2>
      <ul class="rows">
        <c:forEach var="person" items="${banned}">
          <li>
            <form class="row-head" method="post">
              <input type="hidden" name="token" value="${fn:escapeXml(token)}">
              <input type="hidden" name="member" value="${fn:escapeXml(person.id)}">
              <bdi class="row-name" id="banned-${fn:escapeXml(person.id)}"><c:out value="${person.name}"/></bdi>
              <span class="mono"><c:out value="${person.id}"/></span>
              <button class="quiet" name="action" value="unban"
                      aria-describedby="banned-${fn:escapeXml(person.id)}">Let in again</button>
            </form>
            <p class="meta">
              <c:choose>
                <c:when test="${empty person.until}">as long as the room lives</c:when>
                <c:otherwise>until <time datetime="${fn:escapeXml(person.until.iso)}"><c:out
                    value="${person.until.text}"/> UTC</time></c:otherwise>
              </c:choose>
            </p>
          </li>
        </c:forEach>
      </ul>
    </section>
  </c:if>
  <details class="sheet">
    <summary>Close this room…</summary>
    <form method="post" novalidate>
      <input type="hidden" name="token" value="${fn:escapeXml(token)}">
      <div class="field">
        <label for="close-reason">Why (they can read this)</label>
        <input id="close-reason" name="reason" type="text" dir="auto" autocomplete="off" maxlength="200">
      </div>
      <button class="secondary danger" name="action" value="close">Close room</button>
    </form>
  </details>
</main>
</body>
</html>

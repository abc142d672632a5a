<%@ include file="head.jspf" %>
  <title>Administration · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/admin.css">
</head>
<body>
<header class="admin-bar"><%@ include file="brand.jspf" %></header>
<main class="admin">
  <h1>Administration</h1>
  <%@ include file="admin-notices.jspf" %>
  <dl class="figures">
    <div><dt>Rooms</dt><dd><c:out value="${figures.rooms}"/></dd></div>
    <div><dt>Members</dt><dd><c:out value="${figures.members}"/></dd></div>
    <div><dt>Connections</dt><dd><c:out value="${figures.connections}"/></dd></div>
    <div><dt>Waiting to be sent</dt><dd><c:out value="${figures.waiting}"/></dd></div>
  </dl>
  <form class="sheet" method="get" action="${root}${fn:escapeXml(admin)}" role="search" novalidate>
    <label for="code">Find a room by its code</label>
    <div class="row">
      <input class="code-text" id="code" name="code" type="text" value="${fn:escapeXml(code)}" autocomplete="off"
             autocapitalize="characters" spellcheck="false" maxlength="256">
      <button class="secondary">Find</button>
    </div>
  </form>
  <c:set var="announceTo" value="Tell everyone in all rooms…"/>
  <%@ include file="admin-announce.jspf" %>
  <section aria-labelledby="rooms-title">
    <h2 id="rooms-title">Rooms</h2>
    <c:if test="${empty rooms}"><p class="hint">There are no rooms at the moment.</p></c:if>
    <ul class="rows">
      <c:forEach var="room" items="${rooms}">
        <li>
          <div class="row-head">
            <a class="code-text" href="${root}${fn:escapeXml(admin)}/room/${fn:escapeXml(room.code)}"><c:out
                value="${room.shownCode}"/></a>
            <bdi class="row-title"><c:out value="${room.title}"/></bdi>
            <span class="row-count"><c:out value="${room.count}"/> of <c:out value="${room.maxMembers}"/></span>
          </div>
          <p class="meta">
            in logs <span class="mono"><c:out value="${room.id}"/></span><c:if test="${room.passphrase}"> ·
            passphrase</c:if><c:if test="${room.locked}"> · locked</c:if>
          </p>
        </li>
      </c:forEach>
    </ul>
    <%@ include file="admin-pager.jspf" %>
  </section>
</main>
</body>
</html>

<%@ include file="head.jspf" %>
  <title>${fn:escapeXml(shownCode)} · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/room.css">
  <link rel="stylesheet" href="${root}/assets/messages.css">
  <link rel="modulepreload" href="${root}/liveroom/liveroom.js">
  <script type="module" src="${root}/assets/room.js"></script>
</head>
<body class="room-page">
<header class="bar">
  <%@ include file="brand.jspf" %>
  <h1 class="bar-room">
    <span class="visually-hidden">Room</span>
    <span class="code-text" id="code"><c:out value="${shownCode}"/></span>
  </h1>
  <button class="quiet" id="copy" type="button" hidden><span aria-live="polite">Copy link</span></button>
  <form class="bar-leave" id="leave" method="post" action="${root}/leave">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <input type="hidden" name="code" value="${fn:escapeXml(code)}">
    <input type="hidden" name="name" value="${fn:escapeXml(name)}">
    <button class="quiet">Leave</button>
  </form>
</header>
<main class="room" id="room"
      data-code="${fn:escapeXml(code)}"
      data-name="${fn:escapeXml(name)}"
      data-endpoint="${fn:escapeXml(endpoint)}"
      data-home="${root}/"
      <c:if test="${not empty owner}">data-owner="${fn:escapeXml(owner)}"</c:if>>
  <p class="state" id="state" role="status">
    <noscript>Chatting needs JavaScript. Please switch it on for this site.</noscript>
  </p>
  <section class="people" aria-labelledby="people-title">
    <h2 id="people-title">Here now</h2>
    <ul id="people" tabindex="0" aria-labelledby="people-title"></ul>
  </section>
  <section class="talk" aria-label="Messages">
    <div class="log-frame">
      <div class="log" id="log" role="log" aria-live="off" aria-label="Messages" tabindex="0"></div>
      <button class="jump" id="jump" type="button" hidden>New messages</button>
    </div>
    <p class="typing" id="typing"></p>
    <form class="composer" id="composer" autocomplete="off">
      <label class="visually-hidden" for="text">Message</label>
      <textarea id="text" name="text" rows="1" dir="auto" enterkeyhint="send" placeholder="Message"
                aria-describedby="count" disabled></textarea>
      <button class="primary" id="send" disabled>Send</button>
      <p class="count" id="count" hidden></p>
    </form>
  </section>
  <section class="end" id="end" aria-labelledby="end-title" hidden>
    <h2 id="end-title" tabindex="-1"></h2>
    <p id="end-text"></p>
    <form id="enter" method="post" action="${root}/r/${fn:escapeXml(code)}" novalidate hidden>
      <input type="hidden" name="token" value="${fn:escapeXml(token)}">
      <input type="hidden" name="instead" value="${fn:escapeXml(name)}">
      <div class="field">
        <label for="name">Name</label>
        <input id="name" name="name" type="text" value="${fn:escapeXml(name)}" dir="auto" autocomplete="nickname"
               spellcheck="false" maxlength="256" required>
      </div>
      <button class="primary wide">Join</button>
    </form>
    <p class="end-actions">
      <button class="primary" id="again" type="button" hidden>Try again</button>
      <a class="button secondary" href="${root}/">To the start page</a>
    </p>
  </section>
</main>
</body>
</html>

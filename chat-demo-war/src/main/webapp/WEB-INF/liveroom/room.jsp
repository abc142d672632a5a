<%@ include file="head.jspf" %>
  <title>${fn:escapeXml(shownCode)} · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/room.css">
  <link rel="stylesheet" href="${root}/assets/messages.css">
  <link rel="stylesheet" href="${root}/assets/dialogs.css">
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
  <p class="bar-title"><bdi id="room-title"></bdi></p>
  <button class="quiet" id="copy" type="button" hidden><span aria-live="polite">Copy link</span></button>
  <button class="quiet" id="settings-open" type="button" aria-label="Settings" aria-haspopup="dialog"
          hidden>
    <span>Settings</span>
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <path d="M2 5h6M12 5h4M2 13h2M8 13h8" class="icon-line"/>
      <circle cx="10" cy="5" r="2" class="icon-line"/>
      <circle cx="6" cy="13" r="2" class="icon-line"/>
    </svg>
  </button>
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
      <div class="about" hidden>
        <p class="about-title"></p>
        <p class="about-text"></p>
        <button class="quiet" type="button">Cancel</button>
      </div>
      <label class="visually-hidden" for="text">Message</label>
      <textarea id="text" name="text" rows="1" dir="auto" enterkeyhint="send" placeholder="Message"
                aria-describedby="note count" disabled></textarea>
      <button class="primary" id="send" disabled>Send</button>
      <p class="note" id="note" hidden></p>
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
    <form id="unlock" novalidate hidden>
      <div class="field">
        <label for="passphrase">Passphrase</label>
        <input id="passphrase" name="passphrase" type="password" autocomplete="off" maxlength="256"
               aria-describedby="passphrase-error" required>
        <p class="error" id="passphrase-error" hidden>This is not the passphrase of this room</p>
      </div>
      <button class="primary wide">Enter</button>
    </form>
    <p class="end-actions">
      <button class="primary" id="again" type="button" hidden>Try again</button>
      <a class="button secondary" href="${root}/">To the start page</a>
    </p>
  </section>
</main>
<div class="menu" id="menu" popover role="dialog" aria-label="What to do with this message"></div>
<dialog id="confirm" aria-labelledby="confirm-title" aria-describedby="confirm-text">
  <form novalidate>
    <h2 id="confirm-title"></h2>
    <p class="lead" id="confirm-text"></p>
    <div class="field">
      <label for="reason">Why (they can read this)</label>
      <input id="reason" name="reason" type="text" dir="auto" autocomplete="off" maxlength="200">
    </div>
    <p class="dialog-buttons">
      <button class="secondary" type="button" data-close>Cancel</button>
      <button class="danger-button" name="yes"></button>
    </p>
  </form>
</dialog>
<dialog id="person" aria-labelledby="person-title">
  <h2 id="person-title"><bdi></bdi></h2>
  <form novalidate>
    <div class="field">
      <label for="new-name">New name</label>
      <input id="new-name" name="name" type="text" dir="auto" autocomplete="nickname" spellcheck="false" maxlength="256"
             aria-describedby="new-name-error">
      <p class="error" id="new-name-error" hidden></p>
    </div>
    <button class="primary wide">Rename</button>
  </form>
  <div class="actions"></div>
  <p class="dialog-buttons"><button class="secondary" type="button" data-close>Close</button></p>
</dialog>
<dialog id="settings" aria-labelledby="settings-title">
  <form novalidate>
    <h2 id="settings-title">Settings of this room</h2>
    <div class="field">
      <label for="title">Name of the room</label>
      <input id="title" name="title" type="text" dir="auto" autocomplete="off" maxlength="80">
    </div>
    <div class="field">
      <label for="slow">Slow mode</label>
      <select id="slow" name="slow">
        <option value="" hidden></option>
        <option value="0">Off</option>
        <option value="5000">One message every 5 seconds</option>
        <option value="15000">One message every 15 seconds</option>
        <option value="60000">One message a minute</option>
        <option value="300000">One message every 5 minutes</option>
      </select>
    </div>
    <div class="field">
      <label for="new-passphrase">New passphrase</label>
      <input id="new-passphrase" name="passphrase" type="password" autocomplete="new-password" maxlength="128">
    </div>
    <p class="check"><input id="open" name="open" type="checkbox"><label for="open">No passphrase any more</label></p>
    <p class="check"><input id="locked" name="locked" type="checkbox"><label for="locked">Let nobody new in</label></p>
    <p class="error" role="alert" hidden></p>
    <p class="dialog-buttons">
      <button class="secondary danger" name="close" type="button">Close room…</button>
      <button class="secondary" type="button" data-close>Cancel</button>
      <button class="primary">Save</button>
    </p>
  </form>
</dialog>
</body>
</html>

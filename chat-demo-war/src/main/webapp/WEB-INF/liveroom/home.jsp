<%@ include file="head.jspf" %>
  <title>LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
  <script type="module" src="${root}/assets/home.js"></script>
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <h1>Talk in a room</h1>
  <p class="lead">Pick a name and share a code.<c:if test="${guest}"> No account needed.</c:if></p>
  <p class="notice" id="notice" role="alert"<c:if test="${empty notice}"> hidden</c:if>><c:out value="${notice}"/></p>
  <form method="post" action="${root}/" novalidate>
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <%@ include file="name-field.jspf" %>
    <div class="field">
      <label for="code">Room code</label>
      <div class="row">
        <input class="code" id="code" name="code" type="text" value="${fn:escapeXml(code)}" autocomplete="off"
               autocapitalize="characters" spellcheck="false" maxlength="256"
               <c:choose>
                 <c:when test="${not empty codeError}">
                   aria-invalid="true" aria-describedby="code-error code-hint"
                 </c:when>
                 <c:otherwise>aria-describedby="code-hint"</c:otherwise>
               </c:choose>
               <c:if test="${not empty codeError and empty nameError}">autofocus</c:if>>
        <button class="primary" name="action" value="join">Join</button>
      </div>
      <c:if test="${not empty codeError}"><p class="error" id="code-error"><c:out value="${codeError}"/></p></c:if>
      <p class="hint" id="code-hint">The letters, or the whole link, that somebody sent you.</p>
    </div>
    <div class="or" aria-hidden="true">or</div>
    <div class="split">
      <p id="create-hint">Open a new room and invite others.</p>
      <button class="secondary" name="action" value="create" aria-describedby="create-hint">Create</button>
    </div>
  </form>
</main>
</body>
</html>

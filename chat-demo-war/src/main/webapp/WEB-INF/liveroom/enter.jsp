<%@ include file="head.jspf" %>
  <title>Join ${fn:escapeXml(shownCode)} · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
  <script type="module" src="${root}/assets/home.js"></script>
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <h1>Join room <span class="code-text"><c:out value="${shownCode}"/></span></h1>
  <p class="lead">What should the others call you?</p>
  <p class="notice" id="notice" role="alert"<c:if test="${empty notice}"> hidden</c:if>><c:out value="${notice}"/></p>
  <form method="post" action="${root}/r/${fn:escapeXml(code)}" novalidate>
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <%@ include file="name-field.jspf" %>
    <button class="primary wide">Join</button>
  </form>
  <p class="aside"><a href="${root}/">Another room</a></p>
</main>
</body>
</html>

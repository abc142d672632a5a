<%@ include file="head.jspf" %>
<c:set var="status" value="${requestScope['jakarta.servlet.error.status_code']}"/>
  <title>Something went wrong · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <c:choose>
    <c:when test="${status ge 500}">
      <h1>Something went wrong</h1>
      <p class="lead">It is not your fault. Please try again in a moment.</p>
    </c:when>
    <c:when test="${status eq 401 or status eq 403}">
      <h1>This page is not for everyone</h1>
      <p class="lead">You are not signed in as somebody who may see it.</p>
    </c:when>
    <c:otherwise>
      <h1>That did not work</h1>
      <p class="lead">The server could not make sense of this request. Please go to the start page and try again.</p>
    </c:otherwise>
  </c:choose>
  <p><a class="button primary wide" href="${root}/">To the start page</a></p>
</main>
</body>
</html>

<%@ include file="head.jspf" %>
  <title>Please log in · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <h1>Please log in</h1>
  <p class="lead">This chat is for people whom the site knows. Log in there, then come back to this page.</p>
  <p><a class="button primary wide"
        href="<c:if test="${pageContext.request.method ne 'GET'}">${root}/</c:if>">Try again</a></p>
</main>
</body>
</html>

<%@ include file="head.jspf" %>
  <title>Page not found · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <h1>There is nothing here</h1>
  <p class="lead">This page does not exist. Perhaps a letter of the link got lost.</p>
  <p><a class="button primary wide" href="${root}/">To the start page</a></p>
</main>
</body>
</html>

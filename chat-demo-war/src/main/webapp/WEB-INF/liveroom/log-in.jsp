<%@ include file="head.jspf" %>
  <title>Log in · LiveRoom</title>
  <link rel="stylesheet" href="${root}/assets/forms.css">
</head>
<body class="centered">
<main class="card">
  <%@ include file="brand.jspf" %>
  <h1>Log in</h1>
  <p class="lead">This chat is for people with an account here.</p>
  <p class="notice" role="alert"<c:if test="${empty param.failed}"> hidden</c:if>>Name and password do not fit.</p>
  <form method="post" action="${root}/j_security_check">
    <div class="field">
      <label for="user">User name</label>
      <input id="user" name="j_username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false"
             maxlength="256" required autofocus>
    </div>
    <div class="field">
      <label for="password">Password</label>
      <input id="password" name="j_password" type="password" autocomplete="current-password" maxlength="256" required>
    </div>
    <button class="primary wide">Log in</button>
  </form>
</main>
</body>
</html>

// In the admin: whoever leaves a form with words that were not saved is asked first.

for (const form of document.querySelectorAll("#content-main form[method=post]")) {
  let isChanged = false;
  const change = () => (isChanged = true);
  form.addEventListener("input", change);
  form.addEventListener("change", change);
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

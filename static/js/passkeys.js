// Passkeys: shows the buttons where this browser has them, and says it when it did not work.
(() => {
  if (window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
  }
  document.addEventListener("allauth.error", (event) => {
    const failed = document.querySelector("[data-passkey-failed]");
    if (!failed) return;
    event.preventDefault();
    failed.hidden = false;
    failed.focus();
  });
})();

// Whoever follows a link from elsewhere comes here without the session's cookie, which is only sent from our own pages.
// Ask from this page, which is one: who is signed in goes on to where the link led.

const next = document.querySelector('input[name="next"]');
const link = document.querySelector('input[name="link"]');

if (next && !link) {
  const answer = await fetch("/api/me", { headers: { accept: "application/json" } });
  if (answer.ok) {
    location.replace(new URL(next.value, location.origin));
  }
}

// Where somebody is to sign in nobody is: what was kept of meetings for whoever was, is thrown away.

navigator.serviceWorker?.getRegistrations().then((found) => {
  for (const one of found) one.active?.postMessage({ ask: "forget" });
});

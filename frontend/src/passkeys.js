// Passkeys: asks the browser for one and sends what it answers with the form.
// A form says with data-passkey what it does ("create", "get"), and where its options are:
// data-options names an element that holds them as JSON, data-options-url an address that gives them.

const fromText = (text) => {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
};

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");

const described = (list) => (list ?? []).map((one) => ({ ...one, id: fromText(one.id) }));

async function create({ publicKey }) {
  const answer = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: fromText(publicKey.challenge),
      user: { ...publicKey.user, id: fromText(publicKey.user.id) },
      excludeCredentials: described(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
  return sent(answer, {
    attestationObject: toText(answer.response.attestationObject),
    transports: answer.response.getTransports?.() ?? [],
  });
}

async function get({ publicKey }) {
  const answer = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: fromText(publicKey.challenge),
      allowCredentials: described(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = answer.response;
  return sent(answer, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

function sent(answer, response) {
  return {
    id: answer.id,
    type: answer.type,
    rawId: toText(answer.rawId),
    authenticatorAttachment: answer.authenticatorAttachment ?? null,
    clientExtensionResults: answer.getClientExtensionResults(),
    response: { clientDataJSON: toText(answer.response.clientDataJSON), ...response },
  };
}

async function options(form) {
  const { options: id, optionsUrl } = form.dataset;
  if (!optionsUrl) return JSON.parse(document.getElementById(id).textContent);
  const answer = await fetch(optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${optionsUrl} answers ${answer.status}`);
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const told = form.querySelector("[data-told]");
  const tell = (text) => {
    told.textContent = text;
    told.hidden = !text;
  };
  if (!window.PublicKeyCredential) {
    form.querySelector("button").hidden = true;
    tell(form.dataset.unsupported);
    continue;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    tell("");
    try {
      const given = await options(form);
      const wanted = form.dataset.passkey === "create" ? create : get;
      const credential = await wanted(given.creation_options ?? given.request_options ?? given);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      tell(form.dataset.failed);
    }
  });
}

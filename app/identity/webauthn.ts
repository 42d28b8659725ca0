/**
 * The browser's side of a passkey (W3C WebAuthn) in the JSON that the sign-in library speaks; written out, since not every
 * phone's browser has `toJSON` and `parseRequestOptionsFromJSON`. Errors and a person's "no" reject.
 */
const base = '/api/auth/passkey'

const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const toText = (bytes: ArrayBuffer | null) =>
  bytes === null
    ? undefined
    : btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '')

async function options<T>(path: string): Promise<T> {
  const response = await fetch(base + path)
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

async function verify(path: string, body: object): Promise<void> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(String(response.status))
}

const described = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: {},
})
const allowed = (list: PublicKeyCredentialDescriptorJSON[] | undefined) =>
  list?.map((known) => ({ type: 'public-key' as const, id: toBytes(known.id) }))

/** Signs in; the session's cookie comes with the answer. */
export async function signInWithPasskey(): Promise<void> {
  const asked = await options<PublicKeyCredentialRequestOptionsJSON>('/generate-authenticate-options')
  const credential = (await navigator.credentials.get({
    publicKey: {
      rpId: asked.rpId,
      timeout: asked.timeout,
      challenge: toBytes(asked.challenge),
      allowCredentials: allowed(asked.allowCredentials),
      userVerification: 'required',
    },
  })) as PublicKeyCredential
  const { authenticatorData, clientDataJSON, signature, userHandle } =
    credential.response as AuthenticatorAssertionResponse
  await verify('/verify-authentication', {
    response: {
      ...described(credential),
      response: {
        authenticatorData: toText(authenticatorData),
        clientDataJSON: toText(clientDataJSON),
        signature: toText(signature),
        userHandle: toText(userHandle),
      },
    },
  })
}

/** Makes a passkey on this device for whoever has signed in. */
export async function addPasskey(name: string): Promise<void> {
  const asked = await options<PublicKeyCredentialCreationOptionsJSON>('/generate-register-options')
  const credential = (await navigator.credentials.create({
    publicKey: {
      rp: asked.rp,
      pubKeyCredParams: asked.pubKeyCredParams as PublicKeyCredentialParameters[],
      timeout: asked.timeout,
      attestation: 'none',
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: allowed(asked.excludeCredentials),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    },
  })) as PublicKeyCredential
  const { attestationObject, clientDataJSON, getTransports } =
    credential.response as AuthenticatorAttestationResponse
  await verify('/verify-registration', {
    name,
    response: {
      ...described(credential),
      response: {
        attestationObject: toText(attestationObject),
        clientDataJSON: toText(clientDataJSON),
        transports: getTransports?.call(credential.response) ?? [],
      },
    },
  })
}

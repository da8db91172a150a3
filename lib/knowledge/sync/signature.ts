import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64, toBase64 } from '@/lib/core/base64';
import { signedText } from './manifest';

/** A lead's key pair, both base64 (32 bytes each). The secret key never leaves trusted storage. */
export interface KeyPair {
  secretKey: string;
  publicKey: string;
}

/** Makes a new Ed25519 key pair. WebCrypto has Ed25519 only from Chrome 137, hence the library. */
export function createKeyPair(): KeyPair {
  const { secretKey, publicKey } = ed25519.keygen();
  return { secretKey: toBase64(secretKey), publicKey: toBase64(publicKey) };
}

/** Whether the text is a usable public key: 32 bytes in base64. */
export const isPublicKey = (text: string): boolean => fromBase64(text)?.length === 32;

/** Signs a manifest: base64 over the canonical JSON of it without `signature`. Null when the key is unusable. */
export function signManifest(manifest: Record<string, unknown>, secretKey: string): string | null {
  const key = fromBase64(secretKey);
  if (key?.length !== 32) return null;
  return toBase64(ed25519.sign(new TextEncoder().encode(signedText(manifest)), key));
}

/** Whether the manifest carries a right signature of that key. Malformed keys and signatures are wrong, never thrown. */
export function isSignedBy(manifest: Record<string, unknown>, publicKey: string): boolean {
  const key = fromBase64(publicKey);
  const signature = typeof manifest.signature === 'string' ? fromBase64(manifest.signature) : null;
  if (key?.length !== 32 || signature?.length !== 64) return false;
  try {
    return ed25519.verify(signature, new TextEncoder().encode(signedText(manifest)), key);
  } catch {
    return false;
  }
}

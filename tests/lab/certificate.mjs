// @ts-check
/**
 * Makes a key and a self-signed certificate (RFC 5280) for loopback. Both exist only while the tests run. Node makes keys but no
 * certificates. The few parts of ASN.1 (X.690, DER) that a certificate needs take less code than a library.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/**
 * @typedef {object} Certificate
 * @property {string} key  PEM; it stays in memory
 * @property {string} cert  PEM
 * @property {string} spki  base64 of the SHA-256 of the public key, as Chromium's
 *   `--ignore-certificate-errors-spki-list` wants it
 */

const DAY_MS = 86_400_000;
const SEQUENCE = 0x30;
const OID = {
  commonName: Buffer.from("0603550403", "hex"),
  subjectAltName: Buffer.from("0603551d11", "hex"),
  ecdsaWithSha256: Buffer.from("06082a8648ce3d040302", "hex"),
};

/**
 * Makes a certificate for 127.0.0.1 and localhost, valid from yesterday until tomorrow.
 *
 * @returns {Certificate}
 */
export function temporaryCertificate() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKeyInfo = publicKey.export({ type: "spki", format: "der" });
  const algorithm = der(SEQUENCE, OID.ecdsaWithSha256);
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, OID.commonName, der(0x0c, Buffer.from("fault lab")))));
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x3f) | 0x40; // positive, and without a redundant zero byte
  const hosts = der(SEQUENCE, der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, serial),
    algorithm,
    name,
    der(SEQUENCE, time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    name,
    publicKeyInfo,
    der(0xa3, der(SEQUENCE, der(SEQUENCE, OID.subjectAltName, der(0x04, hosts)))),
  );
  const signature = sign("sha256", body, privateKey);
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: pem(der(SEQUENCE, body, algorithm, der(0x03, Buffer.from([0]), signature))),
    spki: createHash("sha256").update(publicKeyInfo).digest("base64"),
  };
}

/**
 * Encodes one element: tag, length, content.
 *
 * @param {number} tag
 * @param {Buffer[]} parts
 */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

/**
 * Encodes a time. Certificates use UTCTime for dates before 2050 and GeneralizedTime for later ones.
 *
 * @param {number} ms
 */
function time(ms) {
  const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, "");
  return new Date(ms).getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2)))
    : der(0x18, Buffer.from(digits));
}

/** @param {Buffer} bytes */
function pem(bytes) {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

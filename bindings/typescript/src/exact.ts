/** Exact decimal arithmetic: numbers are whole multiples of a millionth, so sums are never rounded. */

const PLACES = 6;
const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]{1,6}))?$/;

/** The number that a plain decimal stands for, in millionths. */
export function parse(text: string): bigint | undefined {
  const parts = DECIMAL.exec(text);
  if (!parts) {
    return undefined;
  }
  const millionths = BigInt(`${parts[2] ?? ""}${(parts[3] ?? "").padEnd(PLACES, "0")}`);
  return parts[1] ? -millionths : millionths;
}

/** A number as a plain decimal: no exponent, no trailing zeros, no `+`. */
export function format(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -PLACES)}${fraction ? `.${fraction}` : ""}`;
}

/** A whole number in millionths. */
export function whole(number: number): bigint | undefined {
  return Number.isSafeInteger(number) ? parse(String(number)) : undefined;
}

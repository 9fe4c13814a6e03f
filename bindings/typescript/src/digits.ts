/** What a number of a document is by its decimal digits: JavaScript reads 0.99999999999999999999 as 1, which nobody stated. */

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
/** From here on no number of JavaScript has a fraction. */
const NO_FRACTION = 2 ** 52;

/**
 * The number of JavaScript for a JSON number, given the one that is nearest to it.
 *
 * Where the nearest is whole and the number itself is not, it is one that is not whole and stands in the same place among
 * the bounds of the standard: a half beside it, or infinity beyond the largest count.
 */
export function nearest(token: string, number: number): number {
  if (!/[.eE]/.test(token) || !Number.isInteger(number)) {
    return number === 0 ? 0 : number;
  }
  const { digits, fraction } = parts(token);
  if (fraction === "") {
    return number === 0 ? 0 : number;
  }
  const size = BigInt(digits);
  const half = size >= LARGEST ? Infinity : Math.min(Number(size) + 0.5, NO_FRACTION - 0.5);
  return token.startsWith("-") ? -half : half;
}

/** The digits before and after the point once there is no exponent; without zeros at the end of the fraction. */
function parts(token: string): { digits: string; fraction: string } {
  const [, whole = "", decimals = "", exponent = "0"] = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(token) ?? [];
  const all = `${whole}${decimals}`;
  // Beyond the length of the token the point stands before the first digit or after the last, however far.
  const far = all.length + 400;
  const shift = Math.max(-far, Math.min(far, Number(exponent)));
  const point = whole.length + shift;
  const digits = point <= 0 ? "0" : all.slice(0, point).padEnd(Math.min(point, far), "0");
  const fraction = point < 0 ? all : all.slice(point);
  return { digits, fraction: fraction.replace(/0+$/, "") };
}

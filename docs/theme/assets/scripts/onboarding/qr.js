// A QR code as a picture that can be pressed long and saved. Loaded only when one is asked for.

import { qrcode } from "../../vendored/qrcode-generator/qrcode.js";

const MODULE = 6; // pixels
const QUIET = 4; // modules of white around it, as the standard wants

/** A text (ASCII, as our links are) as a PNG in a data URL. Throws where it is too long for a code. */
export function picture(text) {
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const count = code.getModuleCount();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (count + 2 * QUIET) * MODULE;
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) {
        context.fillRect((column + QUIET) * MODULE, (row + QUIET) * MODULE, MODULE, MODULE);
      }
    }
  }
  return canvas.toDataURL("image/png");
}

// Which signals rest on pictures that can be compared, and a glimpse of the place in a picture that the page shows anyway.

(() => {
  const WIDTH = 168;

  /** What a picture is compared with: the registry's picture by its digest, or the words read in it. @param {Signal} signal */
  const counterpart = ({ kind, evidence }) => evidence?.reference ?? (kind === "words_in_picture" ? (evidence?.text ?? "") : "");

  /** Those with something to compare, the most telling first. @param {Signal[] | undefined} signals */
  const compared = (signals) => (signals ?? []).filter((signal) => signal.evidence?.image && counterpart(signal));

  /**
   * The listing's picture with the place marked, drawn from an image of the page: fetching one would tell the page
   * that its picture was met.
   * @param {Signal} signal @param {Iterable<HTMLImageElement>} images
   * @returns {HTMLCanvasElement | null} null where the page does not show it
   */
  function thumbnail({ evidence }, images) {
    const key = markwarden.ids.imageKey(evidence?.image ?? "");
    const shown = Array.from(images).find((image) => key !== null && image.complete && image.naturalWidth > 0 && markwarden.ids.imageKey(image.currentSrc || image.src) === key);
    if (!shown) return null;
    const { naturalWidth: width, naturalHeight: height } = shown;
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * height) / width);
    canvas.setAttribute("aria-hidden", "true");
    const pen = canvas.getContext("2d");
    if (pen === null) return null;
    pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
    const box = evidence?.box;
    const seen = Number(evidence?.detail?.width);
    if (box && seen > 0) {
      const [x, y, w, h] = box.map((value) => (value * canvas.width) / seen);
      for (const [colour, thick] of /** @type {const} */ ([["#000", 4], ["#ffd400", 2]])) {
        pen.strokeStyle = colour;
        pen.lineWidth = thick;
        pen.strokeRect(Math.max(1, x), Math.max(1, y), Math.min(w, canvas.width - Math.max(1, x) - 1), Math.min(h, canvas.height - Math.max(1, y) - 1));
      }
    }
    return canvas;
  }

  markwarden.proof = { compared, counterpart, thumbnail };
})();

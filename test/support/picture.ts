const FONT = 13;
const ADVANCE = 7.83;
const LEADING = 19;
const MARGIN = 18;
const BAR = 34;

/** A terminal's content as an SVG: a prompt line with `command`, and the lines of `output`, changes in colour. */
export function terminalPicture(command: string, output: string): string {
  const lines = [`$ ${command}`, "", ...output.trimEnd().split("\n")];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * ADVANCE + 2 * MARGIN);
  const height = BAR + lines.length * LEADING + MARGIN;
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map((fill, at) => {
    return `<circle cx="${MARGIN + 6 + at * 20}" cy="18" r="6" fill="${fill}"/>`;
  });
  const texts = lines.map((line, at) => {
    const y = BAR + (at + 1) * LEADING - 5;
    return line === ""
      ? ""
      : `<text x="${MARGIN}" y="${y}" fill="${colourOf(line)}" xml:space="preserve">${escaped(line)}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escaped(command)}</title>
<rect width="${width}" height="${height}" rx="9" fill="#1b1f27"/>
${dots.join("")}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT}">
${texts.join("")}</g>
</svg>
`;
}

function colourOf(line: string): string {
  if (line.startsWith("$")) return "#ffffff";
  if (/^ +create /.test(line)) return "#7ee08a";
  if (/^ +edit /.test(line)) return "#f2c97d";
  return "#d5dae3";
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

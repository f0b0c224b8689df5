import { lettering } from "../lettering";
import { circle, fill, line, path, poster, range, rect } from "../svg";

const inks = {
  thursday: { paper: "#ff8fb1", ink: "#32051b", light: "#fff0f4", word: "THU" },
  friday: { paper: "#7ad7c4", ink: "#04302a", light: "#f0fffb", word: "FRI" },
  saturday: { paper: "#ffc94a", ink: "#3a2500", light: "#fff8e6", word: "SAT" },
};

/** One microphone, three nights: only the ink changes, as a printer would do it. */
export function talkingShop(night: keyof typeof inks) {
  const { paper, ink, light, word } = inks[night];
  const mesh = range(7).flatMap((step) => [
    path(`M${220 + step * 60} 60V560`, line(ink, 9)),
    path(`M180 ${100 + step * 60}H620`, line(ink, 9)),
  ]);
  return poster(
    paper,
    `<clipPath id="head">${circle([400, 300], 206, "")}</clipPath>`,
    rect(360, 480, 80, 206, fill(ink)),
    circle([400, 300], 206, fill(light)),
    `<g clip-path="url(#head)" transform="rotate(45 400 300)">${mesh.join("")}</g>`,
    circle([400, 300], 206, line(ink, 16)),
    rect(196, 470, 408, 46, `${fill(ink)} rx="23"`),
    lettering("TALKING", { x: 34, y: 806, width: 732, weight: 900, stretch: 92, fill: ink }),
    lettering("SHOP", { x: 34, y: 962, size: 160, weight: 900, stretch: 92, fill: ink }),
    lettering(word, { x: 766, y: 962, size: 160, weight: 250, stretch: 64, fill: ink, anchor: "end" }),
    lettering("ADA OKAFOR", { x: 34, y: 66, size: 27, weight: 750, stretch: 112, fill: ink, tracking: 30 }),
  );
}

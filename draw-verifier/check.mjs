import { contentOf, isSigned, placeOf, rootBy, seedOf, sha256 } from "./draw.mjs";

const same = (one, other) => Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);

/** The chance, from the beacon: that the round was announced, came after the root, and was signed. */
function checkBeacon(draw, rules) {
  const { chain, round, drawnRound, signature, beacon } = draw;
  const comesAt = (chain.genesisSeconds + (drawnRound - 1) * chain.periodSeconds) * 1000;
  const closedAt = Date.parse(draw.closedAt);
  const earliest = (closedAt / 1000 + rules.source.delaySeconds - chain.genesisSeconds) / chain.periodSeconds;
  return [
    ["the chain and the round are those of the rules", same(rules.source.chain, chain) && rules.source.round === round],
    [
      "the round is the announced one, or the first that the root could not know",
      drawnRound === Math.max(round, Math.ceil(earliest) + 1),
    ],
    ["the root was stored before the round came out", closedAt < comesAt],
    ["the chain's key signed the round", isSigned(chain.publicKey, drawnRound, signature)],
    ["the beacon's value is the hash of that signature", sha256(Buffer.from(signature, "hex")) === beacon],
  ];
}

function checkSecret(draw, rules) {
  return [
    ["the commitment is that of the rules", rules.source.sha256 === draw.commitment],
    ["the secret is the one committed to", sha256(Buffer.from(draw.beacon, "hex")) === draw.commitment],
  ];
}

/** Every promise of a draw as [what it says, whether it holds]; of an unfinished one, those that can be known yet. */
export function checkDraw(draw) {
  const rules = JSON.parse(draw.rules);
  const isBeacon = rules.source.kind === "drand";
  const always = [
    ["the rules have their hash", sha256(draw.rules) === draw.rulesHash],
    ["the rules are of this event and its closing", rules.event === draw.eventId && rules.closes === draw.closesAt],
    [
      "the source is the one the rules name",
      isBeacon === (draw.source === "beacon") && isBeacon === (draw.chain !== null),
    ],
  ];
  if (draw.root === null) return always;
  const closed = [["it closed at its time, not before", Date.parse(draw.closedAt) >= Date.parse(draw.closesAt)]];
  if (draw.seed === null) return [...always, ...closed];
  const chance = isBeacon ? checkBeacon(draw, rules) : checkSecret(draw, rules);
  return [
    ...always,
    ...closed,
    ...chance,
    ["the seed follows from value, root, count and event", seedOf(draw) === draw.seed],
  ];
}

/** The same of one receipt: that the person stood at this index when the root was made, and where the seed puts them. */
export function checkReceipt(draw, receipt) {
  const { index, person, salt, path, place } = receipt;
  const content = contentOf(person, salt);
  const stands = rootBy(content, index, draw.count, path) === draw.root;
  const checks = [
    ["the receipt is of this draw", receipt.eventId === draw.eventId],
    [`the root has this person as number ${index + 1} of ${draw.count}`, stands],
  ];
  if (draw.seed === null) return checks;
  const drawn = stands ? placeOf(draw.seed, draw.count, index) : undefined;
  return [...checks, [`the seed puts them at place ${drawn ?? "?"}`, drawn !== undefined && drawn === place]];
}

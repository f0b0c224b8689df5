import { Transform } from "node:stream";
import type { HoldPoints, Passage } from "@/local/hold-points/hold-points";
import { countAnswers } from "./count-answers";
import { readStatement, type Statement } from "./read-statement";

const saidMax = 50;
const keptBytesMax = 64 * 1024 * 1024;

type UnderWay = { passage: Passage; isAnswered: (bytes: Buffer) => boolean };

/**
 * Where one session's calls may be stopped. Drivers send what one query needs in one frame and wait for its answer,
 * so a frame is a call. Whatever is no such frame passes, and so does everything while nobody looks.
 */
export function stops(points: HoldPoints) {
  let underWay: UnderWay | undefined;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  const callOf = callsOfSession();

  const asking = new Transform({
    transform(frame: Buffer, _encoding, done) {
      const statement = points.watched ? readStatement(frame) : undefined;
      if (!statement) return done(null, frame);
      const passage = points.meet(callOf(statement));
      const answered = countAnswers();
      underWay = { passage, isAnswered: (bytes) => answered(bytes) >= statement.answers };
      passage.before().then(() => done(null, frame), done);
    },
  });

  const answering = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      if (!underWay) return done(null, bytes);
      kept.push(bytes);
      keptBytes += bytes.length;
      if (keptBytes > keptBytesMax) return done(new Error("an answer is too long to be held"));
      if (!underWay.isAnswered(bytes)) return done();
      const { passage } = underWay;
      underWay = undefined;
      passage.after().then(() => done(null, taken()), done);
    },
    // A server that ends a session says why, and no more.
    flush: (done) => done(null, taken()),
  });

  function taken(): Buffer {
    const answer = Buffer.concat(kept);
    kept = [];
    keptBytes = 0;
    return answer;
  }

  return { asking, answering };
}

/** `update … -- its parameters`; a commit tells what it commits: `commit -- begin; insert …; update …`. */
function callsOfSession() {
  let said: string[] = [];
  return ({ sql, parameters }: Statement): string => {
    const call = parameters ? `${sql} -- ${parameters}` : sql;
    if (/^\s*begin/i.test(sql)) said = [];
    const full = /^\s*(commit|rollback)/i.test(sql) ? `${call} -- ${said.join("; ")}` : call;
    if (said.length < saidMax) said.push(call);
    return full;
  };
}

import type { HeldUnit } from "@/lib/inventory/hold";
import type { LaidSeat, SeatLayout } from "@/lib/inventory/seat-layout";
import { Model, type Terms } from "./inventory-model";

export type SeatTerms = Terms & {
  /** Which price category a type sells, by its id; the other types are of general admission. */
  categoryOf: Record<string, string>;
};

type Wanted = { positions: number[]; accessible: number };

/** What ought to be so of seats: every one free, in one hold, or sold. Rows and neighbours come from the layout. */
export class SeatsModel extends Model {
  /** Best first, each its seats from one end to the other. */
  private readonly rows: LaidSeat[][];

  constructor(
    readonly seatTerms: SeatTerms,
    readonly layout: SeatLayout,
  ) {
    super(seatTerms);
    const byRow = new Map<string, LaidSeat[]>();
    for (const seat of layout.seats.toSorted((a, b) => a.position - b.position)) {
      const name = `${seat.sectionId}/${seat.row}`;
      byRow.set(name, [...(byRow.get(name) ?? []), seat]);
    }
    this.rows = [...byRow.values()];
  }

  private takenPositions(returning: HeldUnit[] = []): Set<number> {
    const back = new Set(returning.map(({ seat }) => seat?.position));
    const units = [...this.held(), ...this.soldUnits()];
    return new Set(units.flatMap(({ seat }) => (seat && !back.has(seat.position) ? seat.position : [])));
  }

  statusOf(position: number): "free" | "held" | "sold" {
    const has = (units: HeldUnit[]) => units.some(({ seat }) => seat?.position === position);
    return has(this.held()) ? "held" : has(this.soldUnits()) ? "sold" : "free";
  }

  override left(typeId: string, returning: HeldUnit[] = []): number {
    const category = this.seatTerms.categoryOf[typeId];
    if (category === undefined) return super.left(typeId, returning);
    const gone = this.takenPositions(returning);
    const free = this.layout.seats.filter((seat) => seat.category === category && !gone.has(seat.position)).length;
    return Math.min(free, this.ownLeft(typeId, returning));
  }

  /** What a type's own capacity leaves. */
  ownLeft(typeId: string, returning: HeldUnit[] = []): number {
    const capacity = this.terms.types.find(({ id }) => id === typeId)?.capacity;
    if (capacity === undefined) return Number.POSITIVE_INFINITY;
    const used = [...this.held(), ...this.soldUnits()].filter((unit) => unit.ticketTypeId === typeId);
    return capacity - used.filter((unit) => !returning.includes(unit)).length;
  }

  taken(positions: number[], mine: HeldUnit[] = []): string[] {
    const gone = this.takenPositions(mine);
    return positions.filter((position) => gone.has(position)).map((position) => this.seat(position)?.id ?? "");
  }

  private seat = (position: number) => this.layout.byPosition.get(position);
  private kind = ({ letter, category }: LaidSeat) => (this.layout.letters.get(category) ?? "").indexOf(letter);

  /** The rules that a hold of these seats would break; `before` is what it has now. */
  rules({ positions, accessible }: Wanted, before: HeldUnit[] = []): string[] {
    const seats = positions.flatMap((position) => this.seat(position) ?? []);
    const broken: string[] = [];
    if (seats.filter((seat) => this.kind(seat) === 1).length > accessible) broken.push("accessible_need");
    const beside = ({ position }: LaidSeat) =>
      seats.some((other) => this.kind(other) === 1 && Math.abs(other.position - position) === 1);
    if (seats.some((seat) => this.kind(seat) === 2 && !beside(seat))) broken.push("companion_beside");
    if (this.gaps(new Set(positions), before).length > 0) broken.push("single_gap");
    return broken;
  }

  /** Runs of one kind side by side among these seats, over the whole house. */
  private runs(isIn: (seat: LaidSeat) => boolean): LaidSeat[][] {
    const runs: LaidSeat[][] = [];
    for (const seat of this.rows.flat()) {
      const last = runs.at(-1)?.at(-1);
      if (!isIn(seat)) continue;
      if (last && last.letter === seat.letter && last.position === seat.position - 1) runs.at(-1)?.push(seat);
      else runs.push([seat]);
    }
    return runs;
  }

  private gaps(positions: Set<number>, before: HeldUnit[]): LaidSeat[] {
    const now = this.takenPositions();
    const others = this.takenPositions(before);
    const alone = (gone: (position: number) => boolean) =>
      this.runs(({ position }) => !gone(position)).flatMap((run) => (run.length === 1 ? run : []));
    const aloneNow = new Set(alone((position) => now.has(position)));
    const aloneThen = alone((position) => others.has(position) || positions.has(position));
    const could = this.runs(({ position }) => !others.has(position));
    return aloneThen.filter((seat) => {
      const run = could.find((each) => each.includes(seat)) ?? [];
      const mine = run.filter(({ position }) => positions.has(position)).length;
      const beside = run.some(({ position }) => positions.has(position) && Math.abs(position - seat.position) === 1);
      return !aloneNow.has(seat) && beside && run.length !== mine + 1;
    });
  }

  private freeRun(row: LaidSeat[], start: number, k: number, category: string): LaidSeat[] | undefined {
    const gone = this.takenPositions();
    const run = row.slice(start, start + k);
    const first = run[0]?.position ?? 0;
    const good = run.every(
      (seat, index) => seat.position === first + index && seat.category === category && !gone.has(seat.position),
    );
    return good && run.length === k ? run : undefined;
  }

  private places(row: LaidSeat[], k: number, category: string): LaidSeat[][] {
    return row.flatMap((_, start) => {
      const run = this.freeRun(row, start, k, category);
      return run ? [run] : [];
    });
  }

  private distance = (row: LaidSeat[], run: LaidSeat[]) =>
    Math.abs(((row[0]?.position ?? 0) + (row.at(-1)?.position ?? 0) - run.length + 1) / 2 - (run[0]?.position ?? 0));

  private leavesAlone(run: LaidSeat[]): boolean {
    const gone = this.takenPositions();
    const mine = new Set(run.map(({ position }) => position));
    const free = (position: number) =>
      this.seat(position)?.letter === run[0]?.letter && !gone.has(position) && !mine.has(position);
    const [first = 0, last = 0] = [run[0]?.position, run.at(-1)?.position];
    return [-1, 1].some((step) => {
      const beside = (step < 0 ? first : last) + step;
      return free(beside) && !free(beside + step);
    });
  }

  /** Every place that is as good as the best: k free seats side by side, by need or all of the normal kind. */
  best(k: number, category: string, need: number, sectionId?: string): number[][] {
    const rows = this.rows.filter(([first]) => sectionId === undefined || first?.sectionId === sectionId);
    const fits = (run: LaidSeat[]) =>
      need === 0 ? run.every((seat) => this.kind(seat) === 0) : this.fitsNeed(run, need);
    const all = rows.map((row) => ({ row, runs: this.places(row, k, category).filter(fits) }));
    const choices =
      need > 0
        ? [all]
        : [all.map(({ row, runs }) => ({ row, runs: runs.filter((run) => !this.leavesAlone(run)) })), all];
    for (const choice of choices) {
      const found = choice.find(({ runs }) => runs.length > 0);
      if (!found) continue;
      const least = Math.min(...found.runs.map((run) => this.distance(found.row, run)));
      const nearest = found.runs.filter((run) => this.distance(found.row, run) === least);
      return nearest.map((run) => run.map(({ position }) => position));
    }
    return [];
  }

  private fitsNeed(run: LaidSeat[], need: number): boolean {
    const isAccessible = (seat: LaidSeat | undefined) => seat !== undefined && this.kind(seat) === 1;
    const beside = (index: number) => isAccessible(run[index - 1]) || isAccessible(run[index + 1]);
    return (
      run.filter(isAccessible).length === need && run.every((seat, index) => this.kind(seat) !== 2 || beside(index))
    );
  }

  /** How many of k seats over a row and the one behind it could be had, at most. */
  canSplit(k: number, category: string): boolean {
    const longest = (row: LaidSeat[] = []) =>
      Math.max(0, ...Array.from({ length: k }, (_, n) => n + 1).filter((n) => this.normal(row, n, category)));
    return this.rows.some((row) => {
      const [first] = row;
      const behind = this.rows.find(([other]) => first && other && this.isBehind(first, other));
      return behind !== undefined && longest(row) > 0 && longest(behind) > 0 && longest(row) + longest(behind) >= k;
    });
  }

  private normal = (row: LaidSeat[], n: number, category: string) =>
    this.places(row, n, category).some((run) => run.every((seat) => this.kind(seat) === 0));

  private isBehind(front: LaidSeat, back: LaidSeat): boolean {
    const rows = [...new Set((this.layout.bySection.get(front.sectionId) ?? []).map(({ row }) => row))];
    return front.sectionId === back.sectionId && rows.indexOf(back.row) === rows.indexOf(front.row) + 1;
  }
}

type Point = [x: number, y: number];

type SeatOfPlan = {
  id: string;
  number: number | string;
  x: number;
  y: number;
  category?: string;
  accessible?: true;
  companion?: true;
  obstructed?: true;
};

/** What GET seating answers, as far as it is drawn; centimetres, to the right and downwards. */
export type PlanDocument = {
  stage?: { x: number; y: number; width: number; height: number };
  categories: { id: string; name: string }[];
  sections: {
    id: string;
    name: string;
    category: string;
    rows: { name: string; seats: SeatOfPlan[] }[];
    capacity?: number;
    outline?: Point[];
  }[];
};
